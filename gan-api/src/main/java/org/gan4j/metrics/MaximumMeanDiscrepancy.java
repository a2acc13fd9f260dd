package org.gan4j.metrics;

import java.util.Arrays;

/**
 * The squared maximum mean discrepancy of two clouds of points, unbiased (so it may be slightly
 * negative):
 *
 * <pre>{@code
 * mean k(x, x') over x != x'  +  mean k(y, y') over y != y'  -  2 mean k(x, y)
 * }</pre>
 *
 * with the kernel {@code k(x, y) = exp(-|x - y|² / (2 h²))}, where h is the median distance between
 * points of both clouds together (Gretton et al. 2012). Around 0 for equal distributions, at most
 * 2.
 */
public final class MaximumMeanDiscrepancy {
  private static final int MOST_POINTS = 1_000;
  private static final int MOST_POINTS_FOR_MEDIAN = 250;

  private MaximumMeanDiscrepancy() {}

  /**
   * The estimate from 1,000 points of each cloud, evenly picked if there are more; the median is
   * that of 250 of each.
   *
   * @param first points of one cloud
   * @param second points of as many coordinates; their number may differ
   * @throws IllegalArgumentException if a cloud has fewer than two points or the numbers of
   *     coordinates differ
   */
  public static double squared(float[][] first, float[][] second) {
    int dimensions = first.length == 0 ? 0 : first[0].length;
    Requirements.requirePoints(2, dimensions, first, "maximum mean discrepancy");
    Requirements.requirePoints(2, dimensions, second, "maximum mean discrepancy");
    float[][] x = thin(first, MOST_POINTS);
    float[][] y = thin(second, MOST_POINTS);
    double scale = 2 * medianSquaredDistance(x, y);
    return withinMean(x, scale) + withinMean(y, scale) - 2 * crossMean(x, y, scale);
  }

  private static double withinMean(float[][] cloud, double scale) {
    double sum = 0;
    for (int i = 0; i < cloud.length; i++) {
      for (int k = 0; k < i; k++) {
        sum += kernel(squaredDistance(cloud[i], cloud[k]), scale);
      }
    }
    return sum / (cloud.length * (cloud.length - 1) / 2.0);
  }

  private static double crossMean(float[][] x, float[][] y, double scale) {
    double sum = 0;
    for (float[] p : x) {
      for (float[] q : y) {
        sum += kernel(squaredDistance(p, q), scale);
      }
    }
    return sum / ((double) x.length * y.length);
  }

  private static double kernel(double squaredDistance, double scale) {
    // Where most points are equal h is 0, and this is the limit: only equal points match.
    return squaredDistance == 0 ? 1 : Math.exp(-squaredDistance / scale);
  }

  /** Of an even number of distances, the larger of the two in the middle. */
  private static double medianSquaredDistance(float[][] x, float[][] y) {
    float[][] some = thin(x, MOST_POINTS_FOR_MEDIAN);
    float[][] others = thin(y, MOST_POINTS_FOR_MEDIAN);
    float[][] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    double[] distances = new double[all.length * (all.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      for (int k = 0; k < i; k++) {
        distances[count++] = squaredDistance(all[i], all[k]);
      }
    }
    Arrays.sort(distances);
    return distances[count / 2];
  }

  private static float[][] thin(float[][] cloud, int most) {
    if (cloud.length <= most) {
      return cloud;
    }
    float[][] picked = new float[most][];
    for (int i = 0; i < most; i++) {
      picked[i] = cloud[(int) ((long) i * cloud.length / most)];
    }
    return picked;
  }

  private static double squaredDistance(float[] p, float[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double difference = (double) p[i] - q[i];
      sum += difference * difference;
    }
    return sum;
  }
}
