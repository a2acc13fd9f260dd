package org.gan4j.optim;

import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The checks that optimizers share. Numbers are checked as the 32-bit floats that backends compute
 * with: 1e-50 is positive and finite, but becomes 0 in a program.
 */
final class Requirements {
  private Requirements() {}

  static void requireFraction(String what, double value) {
    if (!(value >= 0 && (float) value < 1)) {
      throw new IllegalArgumentException(
          what + " must be in [0, 1) as a 32-bit float, not " + value);
    }
  }

  static Tensor requireScalar(String what, @Nullable Tensor value) {
    Tensor given = Check.given(what, value);
    if (!given.shape().equals(Shape.SCALAR)) {
      throw new IllegalArgumentException(what + " must be a scalar, not of shape " + given.shape());
    }
    return given;
  }

  static void requireOneForEach(List<Tensor> parameters, String what, List<Tensor> tensors) {
    if (tensors.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "%s %s for %s parameters: each parameter needs one, in the order of the parameters"
              .formatted(tensors.size(), what, parameters.size()));
    }
  }
}
