package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** Gaussian vectors made orthonormal by the modified Gram-Schmidt process, twice for accuracy. */
record Orthogonal(double gain) implements Initializer {
  /** Checks its arguments. */
  Orthogonal {
    Check.positive("an orthogonal initializer's gain", gain);
  }

  @Override
  public void fill(float[] values, Shape shape, RandomStream stream) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "orthogonal initialization needs a matrix or a filter, not shape " + shape);
    }
    int columns = shape.size(-1);
    int rows = values.length / Math.max(1, columns);
    boolean wide = columns > rows;
    double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), stream);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = wide ? vectors[row][column] : vectors[column][row];
        values[row * columns + column] = (float) (gain * value);
      }
    }
  }

  private static double[][] orthonormal(int count, int length, RandomStream stream) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        vectors[i][k] = stream.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          add(vectors[i], -dot(vectors[i], vectors[j]), vectors[j]);
        }
      }
      double norm = Math.sqrt(dot(vectors[i], vectors[i]));
      for (int k = 0; k < length; k++) {
        vectors[i][k] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] vector) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * vector[k];
    }
  }
}
