package org.gan4j.nn;

import org.gan4j.tensor.Tensor;

/**
 * While training, sets each value to 0 with probability {@code rate} and scales the others by
 * {@code 1 / (1 - rate)}; otherwise the identity. Srivastava et al. 2014, in its inverted form.
 */
record Dropout(double rate) implements Network {

  Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate must be in [0, 1), not " + rate);
    }
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    if (scope.mode() == Mode.INFERENCE || rate == 0) {
      return input;
    }
    Tensor kept = scope.random("mask", input.shape(), Distribution.UNIFORM).isAtLeast(rate);
    return input.times(kept.times(1 / (1 - rate)));
  }

  @Override
  public String kind() {
    return "dropout";
  }
}
