package org.gan4j.metrics;

/**
 * The Fréchet distance between the normal distributions that two sets of features have the moments
 * of: {@code |m1 - m2|² + tr(C1 + C2 - 2 (C1 C2)^½)}, with unbiased covariances. Heusel et al. 2017
 * (FID, there with the features of Inception).
 *
 * <p>It depends on the features and is biased by the number of samples: only figures of the same
 * protocol compare.
 */
public final class FrechetDistance {
  private FrechetDistance() {}

  /**
   * The distance, at least 0 but for rounding.
   *
   * @param a two or more rows of features
   * @param b two or more rows of as many features
   * @throws IllegalArgumentException if there are fewer rows, or they differ in length
   */
  public static double of(float[][] a, float[][] b) {
    int size = a.length == 0 ? 0 : a[0].length;
    Requirements.requirePoints(2, size, a, "Fréchet distance");
    Requirements.requirePoints(2, size, b, "Fréchet distance");
    double[] meanA = mean(a);
    double[] meanB = mean(b);
    double[][] covarianceA = covariance(a, meanA);
    double[][] covarianceB = covariance(b, meanB);
    double[][] root = SymmetricEigen.of(covarianceA).squareRoot();
    double[][] product = times(times(root, covarianceB), root);
    double distance = 0;
    for (double value : SymmetricEigen.of(product).values()) {
      distance -= 2 * Math.sqrt(Math.max(0, value));
    }
    for (int i = 0; i < meanA.length; i++) {
      double shift = meanA[i] - meanB[i];
      distance += shift * shift + covarianceA[i][i] + covarianceB[i][i];
    }
    return distance;
  }

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(float[][] rows, double[] mean) {
    int size = mean.length;
    double[][] covariance = new double[size][size];
    double[] centered = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        centered[i] = row[i] - mean[i];
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          covariance[i][j] += centered[i] * centered[j] / (rows.length - 1);
        }
      }
    }
    return covariance;
  }

  private static double[][] times(double[][] left, double[][] right) {
    int size = left.length;
    double[][] product = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        for (int j = 0; j < size; j++) {
          product[i][j] += left[i][k] * right[k][j];
        }
      }
    }
    return product;
  }
}
