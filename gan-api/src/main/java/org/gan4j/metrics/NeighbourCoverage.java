package org.gan4j.metrics;

import java.util.Arrays;

/**
 * How real and generated features lie among each other, by balls around each sample that reach to
 * its k-th nearest neighbour of the same set. A sample at exactly that distance is within the ball.
 * Kynkäänniemi et al. count it so too; Naeem et al.'s own code does not, and gives lower figures
 * where features tie, as those of copies do.
 *
 * @param precision the share of generated samples within some real sample's ball; Kynkäänniemi et
 *     al. 2019
 * @param recall the share of real samples within some generated sample's ball
 * @param density in how many real balls a generated sample is on average, divided by k; about 1 for
 *     equal distributions, and not limited to it; Naeem et al. 2020
 * @param coverage the share of real samples whose ball holds a generated one
 */
public record NeighbourCoverage(double precision, double recall, double density, double coverage) {

  /**
   * Measures two sets.
   *
   * @param k at least 1 and below both sets' sizes; 3 in the first paper, 5 in the second
   * @throws IllegalArgumentException if there are too few rows, or they differ in length
   */
  public static NeighbourCoverage of(float[][] real, float[][] generated, int k) {
    int size = real.length == 0 ? 0 : real[0].length;
    Requirements.requirePoints(2, size, real, "neighbour coverage");
    Requirements.requirePoints(2, size, generated, "neighbour coverage");
    if (k < 1 || k >= Math.min(real.length, generated.length)) {
      throw new IllegalArgumentException(
          "k must be from 1 to one less than the samples, not %s of %s and %s"
              .formatted(k, real.length, generated.length));
    }
    double[] realRadii = radii(real, k);
    double[] generatedRadii = radii(generated, k);
    boolean[] isCovered = new boolean[real.length];
    boolean[] isRecalled = new boolean[real.length];
    int precise = 0;
    long balls = 0;
    for (int j = 0; j < generated.length; j++) {
      int around = 0;
      for (int i = 0; i < real.length; i++) {
        double distance = squaredDistance(real[i], generated[j]);
        if (distance <= realRadii[i]) {
          around++;
          isCovered[i] = true;
        }
        isRecalled[i] |= distance <= generatedRadii[j];
      }
      precise += around > 0 ? 1 : 0;
      balls += around;
    }
    return new NeighbourCoverage(
        precise / (double) generated.length,
        share(isRecalled),
        balls / (double) generated.length / k,
        share(isCovered));
  }

  private static double share(boolean[] holds) {
    int count = 0;
    for (boolean one : holds) {
      count += one ? 1 : 0;
    }
    return count / (double) holds.length;
  }

  /** The squared distance of each row to its k-th nearest other row. */
  private static double[] radii(float[][] rows, int k) {
    double[] radii = new double[rows.length];
    double[] distances = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        distances[j] = squaredDistance(rows[i], rows[j]);
      }
      Arrays.sort(distances);
      // The nearest is the row itself.
      radii[i] = distances[k];
    }
    return radii;
  }

  private static double squaredDistance(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = x[i] - y[i];
      sum += difference * difference;
    }
    return sum;
  }
}
