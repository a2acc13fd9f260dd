package org.gan4j.metrics;

/**
 * The upper triangle R of a matrix A = QR, of which the rows come one by one: each is turned into
 * the triangle by plane rotations (Golub and Van Loan 2013, section 5.2.5), so that RᵀR = AᵀA. What
 * rounding makes of a column is small beside that column, however much larger others are.
 */
final class TriangularFactor {
  private final double[][] triangle;

  /** The factor of a matrix with some columns to make a triangle of, which others may follow. */
  TriangularFactor(int columns, int allColumns) {
    triangle = new double[columns][allColumns];
  }

  /** The rows of R, whose diagonal is not negative. */
  double[][] rows() {
    return triangle;
  }

  /** Adds a row of A, which becomes what the triangle has no place for: zeros and then the rest. */
  void add(double[] row) {
    for (int k = 0; k < triangle.length; k++) {
      if (row[k] != 0) {
        double[] pivot = triangle[k];
        double radius = Math.hypot(pivot[k], row[k]);
        rotate(pivot, row, pivot[k] / radius, row[k] / radius, k);
        pivot[k] = radius;
        row[k] = 0;
      }
    }
  }

  /** Makes of rows x and y, from a place on, {@code c x + s y} and {@code c y - s x}. */
  static void rotate(double[] x, double[] y, double cosine, double sine, int from) {
    for (int i = from; i < x.length; i++) {
      double a = x[i];
      double b = y[i];
      x[i] = cosine * a + sine * b;
      y[i] = cosine * b - sine * a;
    }
  }
}
