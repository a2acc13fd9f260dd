package org.gan4j.optim;

/** The checks that the settings of optimizers share. */
final class Requirements {
  private Requirements() {}

  static void requireFraction(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(what + " must be in [0, 1), not " + value);
    }
  }

  static void requirePositive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be positive and finite, not " + value);
    }
  }

  static void requireNotNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be at least 0 and finite, not " + value);
    }
  }
}
