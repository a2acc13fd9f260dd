package org.gan4j.backend.testkit;

import java.util.Map;
import org.gan4j.backend.reference.Interpreter;
import org.gan4j.program.Program;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;

/**
 * The oracle for programs that any backend must compute to the bit: those whose values are small
 * integers, so that sums and products of a few hundred of them are exact in any order. Constants
 * and transcendental functions may be others; comparisons make integers of them.
 */
final class Exact extends Interpreter {
  private static final int LARGEST = 1 << 10;

  /** A value that is too large or no integer. */
  static final class InexactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InexactException(Tensor node, double value) {
      super(node + " is " + value);
    }
  }

  Exact(Map<Op, double[]> leaves) {
    super(leaves);
  }

  /**
   * @throws InexactException if a value is not exact
   */
  @Override
  public Interpreter evaluate(Program program) {
    super.evaluate(program);
    for (Tensor node : program.nodes()) {
      if (!(node.op() instanceof Fill) && !isTranscendental(node)) {
        for (double value : value(node)) {
          if (value != Math.rint(value) || Math.abs(value) > LARGEST) {
            throw new InexactException(node, value);
          }
        }
      }
    }
    return this;
  }

  private static boolean isTranscendental(Tensor node) {
    return node.op() instanceof Unary unary
        && switch (unary) {
          case NEGATE, ABS, SIGN, SQRT -> false;
          default -> true;
        };
  }
}
