package org.gan4j.data;

import java.util.Arrays;

/** Conversions between a row-major array and an array of rows. */
public final class Rows {
  private Rows() {}

  /**
   * Copies a row-major array into rows of {@code size} elements.
   *
   * @throws IllegalArgumentException if the array does not hold whole rows
   */
  public static float[][] split(float[] values, int size) {
    if (size < 1 || values.length % size != 0) {
      throw new IllegalArgumentException(
          "%d values are not whole rows of %d".formatted(values.length, size));
    }
    float[][] rows = new float[values.length / size][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
    }
    return rows;
  }

  /**
   * Copies rows into one row-major array.
   *
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static float[] join(float[][] rows) {
    int size = rows.length == 0 ? 0 : rows[0].length;
    float[] values = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != size) {
        throw new IllegalArgumentException(
            "rows differ in length: row 0 has %d values, row %d has %d"
                .formatted(size, i, rows[i].length));
      }
      System.arraycopy(rows[i], 0, values, i * size, size);
    }
    return values;
  }
}
