package org.gan4j.metrics;

/**
 * The squared maximum mean discrepancy of features under the kernel {@code (x·y / d + 1)³}, without
 * bias: 0 in expectation for equal distributions, and may be below. Bińkowski et al. 2018 (KID,
 * there with the features of Inception and over subsets).
 */
public final class KernelDistance {
  private KernelDistance() {}

  /**
   * The discrepancy.
   *
   * @param a two or more rows of features
   * @param b two or more rows of as many features
   * @throws IllegalArgumentException if there are fewer rows, or they differ in length
   */
  public static double of(float[][] a, float[][] b) {
    int size = a.length == 0 ? 0 : a[0].length;
    Requirements.requirePoints(2, size, a, "kernel distance");
    Requirements.requirePoints(2, size, b, "kernel distance");
    return within(a) + within(b) - 2 * between(a, b);
  }

  private static double within(float[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += kernel(rows[i], rows[j]);
      }
    }
    return 2 * sum / rows.length / (rows.length - 1);
  }

  private static double between(float[][] a, float[][] b) {
    double sum = 0;
    for (float[] x : a) {
      for (float[] y : b) {
        sum += kernel(x, y);
      }
    }
    return sum / a.length / b.length;
  }

  private static double kernel(float[] x, float[] y) {
    double product = 0;
    for (int i = 0; i < x.length; i++) {
      product += (double) x[i] * y[i];
    }
    double base = product / x.length + 1;
    return base * base * base;
  }
}
