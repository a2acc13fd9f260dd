package org.gan4j.metrics;

import java.util.Arrays;

/**
 * The squared maximum mean discrepancy of two clouds, unbiased (so it may be slightly negative),
 * with the kernel {@code exp(-|x - y|² / (2 h²))}; h is the median distance between points of both
 * clouds together. Gretton et al. 2012. Between 0 (equal distributions) and about 2.
 */
public final class MaximumMeanDiscrepancy {
  private static final int MOST_POINTS = 1_000;

  private MaximumMeanDiscrepancy() {}

  /**
   * The estimate from the first 1,000 points of each cloud.
   *
   * @throws IllegalArgumentException if a cloud has fewer than two points
   */
  public static double squared(float[][] first, float[][] second) {
    float[][] x = Arrays.copyOf(first, Math.min(first.length, MOST_POINTS));
    float[][] y = Arrays.copyOf(second, Math.min(second.length, MOST_POINTS));
    if (x.length < 2 || y.length < 2) {
      throw new IllegalArgumentException(
          "the discrepancy needs two points of each cloud, not " + x.length + " and " + y.length);
    }
    double twoSquareBandwidths = 2 * medianSquaredDistance(x, y);
    if (twoSquareBandwidths == 0) {
      return 0;
    }
    return meanKernel(x, x, twoSquareBandwidths)
        + meanKernel(y, y, twoSquareBandwidths)
        - 2 * meanKernel(x, y, twoSquareBandwidths);
  }

  /** The mean over all pairs, or over pairs of different points within one cloud. */
  private static double meanKernel(float[][] a, float[][] b, double twoSquareBandwidths) {
    double sum = 0;
    for (float[] p : a) {
      for (float[] q : b) {
        sum += Math.exp(-squaredDistance(p, q) / twoSquareBandwidths);
      }
    }
    return a == b
        ? (sum - a.length) / ((double) a.length * (a.length - 1))
        : sum / ((double) a.length * b.length);
  }

  private static double medianSquaredDistance(float[][] x, float[][] y) {
    float[][] all = new float[x.length + y.length][];
    System.arraycopy(x, 0, all, 0, x.length);
    System.arraycopy(y, 0, all, x.length, y.length);
    double[] distances = new double[all.length * (all.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      for (int k = i + 1; k < all.length; k++) {
        distances[count++] = squaredDistance(all[i], all[k]);
      }
    }
    Arrays.sort(distances);
    return distances[count / 2];
  }

  private static double squaredDistance(float[] p, float[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double difference = p[i] - q[i];
      sum += difference * difference;
    }
    return sum;
  }
}
