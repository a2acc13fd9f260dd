package org.gan4j.backend.nd4j;

import java.util.List;
import org.gan4j.tensor.Tensor;

/**
 * How one value is computed.
 *
 * @param result the value
 * @param operands the values that must be in memory
 * @param scratch the element counts of the memory that it needs meanwhile
 * @param inPlace whether the result may take the memory of an operand of its size
 * @param body the native calls
 */
record Instruction(
    Tensor result, List<Tensor> operands, List<Integer> scratch, boolean inPlace, Body body) {

  /** Binds native calls that compute z from operands x with scratch memory s. */
  interface Body {
    void bind(Calls calls, NativeArray z, NativeArray[] x, NativeArray[] s);
  }

  /** An instruction without scratch memory that does not work in place. */
  static Instruction of(Tensor result, List<Tensor> operands, Body body) {
    return new Instruction(result, List.copyOf(operands), List.of(), false, body);
  }

  /** The same, but an operand that is no longer needed may give its memory to the result. */
  Instruction orInPlace() {
    return new Instruction(result, operands, scratch, true, body);
  }

  /** The same with scratch memory. */
  Instruction withScratch(Integer... counts) {
    return new Instruction(result, operands, List.of(counts), inPlace, body);
  }
}
