package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/** Samples of single operations over inputs {@code x0, x1, ...}. */
final class OpSamples {
  private OpSamples() {}

  /** Over normal values. */
  static Sample random(Op op, Shape... operands) {
    return of("", op, Values.normal(2), operands);
  }

  /** Over integers, on which a correct backend computes sums and products without rounding. */
  static Sample integers(Op op, Shape... operands) {
    return of("of integers ", op, Values.integers(), operands);
  }

  /** Over any values. */
  static Sample of(String what, Op op, Values values, Shape... operands) {
    List<Tensor> inputs = new ArrayList<>();
    for (Shape shape : operands) {
      inputs.add(Tensor.input("x" + inputs.size(), shape));
    }
    String name = op.print() + " " + what + List.of(operands);
    return new Sample(name, Tensor.of(op, inputs), inputs, values);
  }
}
