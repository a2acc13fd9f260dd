package org.gan4j.metrics;

import java.util.Arrays;
import org.gan4j.random.RandomStream;

/**
 * The sliced Wasserstein-1 distance of two clouds of points: along a direction, the area between
 * the quantile functions of the projections (for clouds of one size the mean absolute difference of
 * the sorted projections), averaged over random directions (Rabin et al. 2012, Bonneel et al.
 * 2015). In the unit of the data; 0 for equal clouds.
 */
public final class SlicedWasserstein {
  private static final int DIRECTIONS = 64;

  private SlicedWasserstein() {}

  /**
   * The distance over 64 fixed directions.
   *
   * @param first points of one cloud
   * @param second points of as many coordinates; their number may differ
   * @throws IllegalArgumentException if a cloud is empty or the numbers of coordinates differ
   */
  public static double between(float[][] first, float[][] second) {
    int dimensions = first.length == 0 ? 0 : first[0].length;
    Requirements.requirePoints(1, dimensions, first, "sliced Wasserstein");
    Requirements.requirePoints(1, dimensions, second, "sliced Wasserstein");
    RandomStream stream = RandomStream.of(0, "sliced Wasserstein");
    double total = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] direction = direction(dimensions, stream);
      total += alongOneAxis(projections(first, direction), projections(second, direction));
    }
    return total / DIRECTIONS;
  }

  /** The Wasserstein-1 distance of two ascending sequences. */
  static double alongOneAxis(double[] a, double[] b) {
    // Quantile levels are counted in units of 1 / (a.length * b.length), so that they are exact.
    long level = 0;
    double area = 0;
    for (int i = 0, k = 0; i < a.length && k < b.length; ) {
      long endOfA = (i + 1L) * b.length;
      long endOfB = (k + 1L) * a.length;
      long next = Math.min(endOfA, endOfB);
      area += (next - level) * Math.abs(a[i] - b[k]);
      level = next;
      i += next == endOfA ? 1 : 0;
      k += next == endOfB ? 1 : 0;
    }
    return area / level;
  }

  private static double[] direction(int dimensions, RandomStream stream) {
    double[] direction = new double[dimensions];
    double square = 0;
    while (square == 0) {
      for (int i = 0; i < dimensions; i++) {
        direction[i] = stream.nextGaussian();
        square += direction[i] * direction[i];
      }
    }
    for (int i = 0; i < dimensions; i++) {
      direction[i] /= Math.sqrt(square);
    }
    return direction;
  }

  private static double[] projections(float[][] cloud, double[] direction) {
    double[] projections = new double[cloud.length];
    for (int i = 0; i < cloud.length; i++) {
      for (int k = 0; k < direction.length; k++) {
        projections[i] += cloud[i][k] * direction[k];
      }
    }
    Arrays.sort(projections);
    return projections;
  }
}
