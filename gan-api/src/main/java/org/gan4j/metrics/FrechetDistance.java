package org.gan4j.metrics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Fréchet distance between the normal distributions that two sets of features have the moments
 * of: {@code |m1 - m2|² + tr(C1 + C2 - 2 (C1 C2)^½)}, with unbiased covariances. Heusel et al. 2017
 * (FID, there with the features of Inception).
 *
 * <p>It depends on the features and is biased by the number of samples: only figures of the same
 * protocol compare.
 *
 * <p>The covariances' part is computed as the sum of squares {@code min |F1 - Q F2|²} over all
 * orthogonal Q, where {@code C = FᵀF} (Bhatia, Jain and Lim 2019). Nothing cancels: features of
 * different scales, dependent features and nearly equal sets keep their digits.
 */
public final class FrechetDistance {
  private static final int MOST_SWEEPS = 60;

  private FrechetDistance() {}

  /**
   * The distance, at least 0.
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
    int[] order = byVariance(a, meanA, b, meanB);
    return squaredDistance(meanA, meanB)
        + ofFactors(factor(a, meanA, order), factor(b, meanB, order));
  }

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= rows.length;
    }
    return mean;
  }

  /**
   * The features, largest variance first: then the large ones do not enter all rows of a factor.
   */
  private static int[] byVariance(float[][] a, double[] meanA, float[][] b, double[] meanB) {
    double[] variance = new double[meanA.length];
    addVariance(a, meanA, variance);
    addVariance(b, meanB, variance);
    return IntStream.range(0, variance.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -variance[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static void addVariance(float[][] rows, double[] mean, double[] variance) {
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        double deviation = row[i] - mean[i];
        variance[i] += deviation * deviation / (rows.length - 1);
      }
    }
  }

  /** A square matrix F for which FᵀF is the covariance of the features in this order. */
  private static double[][] factor(float[][] rows, double[] mean, int[] order) {
    int size = mean.length;
    TriangularFactor factor = new TriangularFactor(size, size);
    double unit = Math.sqrt(rows.length - 1);
    double[] centered = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        centered[i] = (row[order[i]] - mean[order[i]]) / unit;
      }
      factor.add(centered);
    }
    return factor.rows();
  }

  /**
   * The least {@code |F1 - Q F2|²}. With {@code F1 F2ᵀ = U S Vᵀ} it is {@code |UᵀF1 - VᵀF2|²}: Vᵀ
   * makes the rows of F2 F1ᵀ orthogonal, and Uᵀ its transpose then a triangle, which is S.
   */
  private static double ofFactors(double[][] first, double[][] second) {
    int size = first.length;
    double[][] pairs = new double[size][2 * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        pairs[i][j] = product(second[i], first[j], size);
      }
      System.arraycopy(second[i], 0, pairs[i], size, size);
    }
    makeOrthogonal(pairs, size);
    TriangularFactor turned = new TriangularFactor(size, 2 * size);
    double distance = 0;
    double[] row = new double[2 * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        row[j] = pairs[j][i];
      }
      System.arraycopy(first[i], 0, row, size, size);
      turned.add(row);
      // Where S is 0 it does not matter what is paired with what.
      distance += product(row, row, 2 * size);
    }
    for (int i = 0; i < size; i++) {
      for (int j = size; j < 2 * size; j++) {
        double difference = turned.rows()[i][j] - pairs[i][j];
        distance += difference * difference;
      }
    }
    return distance;
  }

  /**
   * Rotates rows until their first {@code size} columns are orthogonal, the longest row first:
   * one-sided Jacobi (Golub and Van Loan 2013, section 8.6.3), which is accurate also for short
   * rows.
   */
  private static void makeOrthogonal(double[][] rows, int size) {
    boolean changed = true;
    for (int sweep = 0; changed && sweep < MOST_SWEEPS; sweep++) {
      changed = false;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          changed |= makeOrthogonal(rows, p, q, size);
        }
      }
    }
  }

  private static boolean makeOrthogonal(double[][] rows, int p, int q, int size) {
    double x = product(rows[p], rows[p], size);
    double y = product(rows[q], rows[q], size);
    boolean swapped = x < y;
    if (swapped) {
      double[] longer = rows[q];
      rows[q] = rows[p];
      rows[p] = longer;
    }
    double both = product(rows[p], rows[q], size);
    if (Math.abs(both) <= Math.sqrt(size) * Math.ulp(1.0) * Math.sqrt(x) * Math.sqrt(y)) {
      return swapped;
    }
    double theta = Math.abs(x - y) / (2 * both);
    double tangent = Math.copySign(1 / (Math.abs(theta) + Math.hypot(theta, 1)), theta);
    double cosine = 1 / Math.hypot(tangent, 1);
    TriangularFactor.rotate(rows[p], rows[q], cosine, tangent * cosine, 0);
    return true;
  }

  private static double product(double[] x, double[] y, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return sum;
  }
}
