package org.gan4j.metrics;

import java.util.Arrays;
import org.gan4j.random.RandomStream;

/**
 * The sliced Wasserstein-1 distance of two clouds of points: the distance along a direction, the
 * mean absolute difference of the sorted projections, averaged over random directions (Rabin et al.
 * 2012). In the unit of the data; 0 for equal clouds.
 */
public final class SlicedWasserstein {
  private static final int DIRECTIONS = 128;

  private SlicedWasserstein() {}

  /**
   * The distance over 128 fixed directions.
   *
   * @param first rows of one cloud
   * @param second as many rows of the same length
   * @throws IllegalArgumentException if the clouds are empty or differ in size
   */
  public static double between(float[][] first, float[][] second) {
    if (first.length == 0 || first.length != second.length) {
      throw new IllegalArgumentException(
          "sliced Wasserstein compares as many points of each: %d and %d"
              .formatted(first.length, second.length));
    }
    RandomStream stream = RandomStream.of(0, "sliced Wasserstein");
    double total = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] direction = direction(first[0].length, stream);
      double[] a = projections(first, direction);
      double[] b = projections(second, direction);
      for (int k = 0; k < a.length; k++) {
        total += Math.abs(a[k] - b[k]);
      }
    }
    return total / DIRECTIONS / first.length;
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
