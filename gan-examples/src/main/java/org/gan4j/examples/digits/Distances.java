package org.gan4j.examples.digits;

/** How far made images are from true ones. */
public final class Distances {
  private Distances() {}

  /** The mean absolute difference of all values of all rows. */
  public static double mean(float[][] rows, float[][] others) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        sum += Math.abs(rows[i][j] - others[i][j]);
      }
      count += rows[i].length;
    }
    return sum / count;
  }
}
