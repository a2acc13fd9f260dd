package org.gan4j.metrics;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a classifier thinks of generated samples.
 *
 * @param inceptionScore {@code exp(E KL(p(class | sample) || p(class)))}, from 1 (all alike, or
 *     undecided) to the number of classes; Salimans et al. 2016, there with Inception
 * @param confidentShare the share of samples to one of whose classes it gives more than 0.9
 * @param classShares the share of samples that are most probably of each class
 */
public record ClassScores(double inceptionScore, double confidentShare, List<Double> classShares) {
  private static final double CONFIDENT = 0.9;
  private static final double ROUNDING = 1e-3;

  /** Copies the list. */
  public ClassScores {
    classShares = List.copyOf(classShares);
  }

  /** The smallest of the classes' shares: 0 if one is never generated. */
  public double smallestClassShare() {
    return classShares.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  /**
   * Scores samples.
   *
   * @param probabilities of each sample, the probability of each class
   * @throws IllegalArgumentException if there are none, or a row is no distribution
   */
  public static ClassScores of(float[][] probabilities) {
    if (probabilities.length == 0) {
      throw new IllegalArgumentException("there are no samples to score");
    }
    int classes = probabilities[0].length;
    double[] mean = new double[classes];
    double[] shares = new double[classes];
    int confident = 0;
    for (int sample = 0; sample < probabilities.length; sample++) {
      float[] row = probabilities[sample];
      requireDistribution(sample, row, classes);
      int likeliest = 0;
      for (int k = 0; k < classes; k++) {
        mean[k] += row[k] / (double) probabilities.length;
        likeliest = row[k] > row[likeliest] ? k : likeliest;
      }
      shares[likeliest] += 1.0 / probabilities.length;
      confident += row[likeliest] > CONFIDENT ? 1 : 0;
    }
    double divergence = 0;
    for (float[] row : probabilities) {
      for (int k = 0; k < classes; k++) {
        if (row[k] > 0) {
          divergence += row[k] * Math.log(row[k] / mean[k]) / probabilities.length;
        }
      }
    }
    return new ClassScores(
        Math.exp(divergence),
        confident / (double) probabilities.length,
        DoubleStream.of(shares).boxed().toList());
  }

  private static void requireDistribution(int sample, float[] row, int classes) {
    double sum = 0;
    boolean valid = row.length == classes;
    for (float probability : row) {
      sum += probability;
      valid &= probability >= 0;
    }
    if (!valid || !(Math.abs(sum - 1) <= ROUNDING)) {
      throw new IllegalArgumentException(
          "sample %s: %s probabilities of sum %s are no distribution over %s classes"
              .formatted(sample, row.length, sum, classes));
    }
  }
}
