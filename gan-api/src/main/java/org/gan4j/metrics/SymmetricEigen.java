package org.gan4j.metrics;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi rotations, which are accurate also
 * for small eigenvalues (Golub and Van Loan 2013, section 8.5).
 */
final class SymmetricEigen {
  private static final int MOST_SWEEPS = 60;

  private final double[] values;
  private final double[][] vectors;

  private SymmetricEigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  double[] values() {
    return values;
  }

  static SymmetricEigen of(double[][] matrix) {
    int size = matrix.length;
    double[][] a = new double[size][];
    double[][] vectors = new double[size][size];
    double all = 0;
    for (int i = 0; i < size; i++) {
      a[i] = matrix[i].clone();
      vectors[i][i] = 1;
      for (double value : a[i]) {
        all += value * value;
      }
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 1e-30 * all; sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          if (a[p][q] != 0) {
            rotate(a, vectors, p, q);
          }
        }
      }
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = a[i][i];
    }
    return new SymmetricEigen(values, vectors);
  }

  private static double offDiagonal(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = i + 1; j < a.length; j++) {
        sum += a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = 1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double t = theta < 0 ? -tangent : tangent;
    double cosine = 1 / Math.sqrt(t * t + 1);
    double sine = t * cosine;
    for (int k = 0; k < a.length; k++) {
      double x = a[k][p];
      double y = a[k][q];
      a[k][p] = cosine * x - sine * y;
      a[k][q] = sine * x + cosine * y;
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = cosine * x - sine * y;
      a[q][k] = sine * x + cosine * y;
    }
    for (double[] row : vectors) {
      double x = row[p];
      double y = row[q];
      row[p] = cosine * x - sine * y;
      row[q] = sine * x + cosine * y;
    }
  }

  /** The symmetric matrix whose square has these vectors and values, which are not negative. */
  double[][] squareRoot() {
    int size = values.length;
    double[][] root = new double[size][size];
    for (int k = 0; k < size; k++) {
      double scale = Math.sqrt(Math.max(0, values[k]));
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          root[i][j] += vectors[i][k] * scale * vectors[j][k];
        }
      }
    }
    return root;
  }
}
