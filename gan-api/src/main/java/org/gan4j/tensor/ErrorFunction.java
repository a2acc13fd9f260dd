package org.gan4j.tensor;

/** The error function in double precision, which {@code java.lang.Math} lacks. */
final class ErrorFunction {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  private ErrorFunction() {}

  /** Relative error below 1e-14: a Taylor series near 0, a continued fraction away from it. */
  static double erf(double x) {
    double z = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    if (z < 2.5) {
      return series(x);
    }
    return Math.copySign(z > 6 ? 1 : 1 - complement(z), x);
  }

  /** 2/sqrt(pi) exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)): all terms have one sign. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_SQRT_PI * Math.exp(-x * x) * sum;
  }

  /** erfc by its continued fraction (Abramowitz and Stegun 7.1.14), from the inside out. */
  private static double complement(double z) {
    double fraction = 0;
    for (int n = 60; n > 0; n--) {
      fraction = n / 2.0 / (z + fraction);
    }
    return Math.exp(-z * z) / (Math.sqrt(Math.PI) * (z + fraction));
  }
}
