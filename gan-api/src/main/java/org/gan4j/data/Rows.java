package org.gan4j.data;

import java.util.Arrays;
import java.util.Locale;
import org.gan4j.check.Check;

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
          "%s values are not whole rows of %s".formatted(values.length, size));
    }
    float[][] rows = new float[values.length / size][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
    }
    return rows;
  }

  /** Room for so many rows of {@code size} elements. */
  static float[] newArray(int count, int size) {
    if (count < 0 || (long) count * size > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "an array cannot hold %,d rows of %,d values", count, size));
    }
    return new float[count * size];
  }

  /** Refuses a number of rows of {@code size} elements that an array does not have. */
  static void requireRows(float[] values, int count, int size) {
    Check.given("rows", values);
    if (count < 0 || (long) count * size > values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%,d values do not hold %,d rows of %,d", values.length, count, size));
    }
  }

  /**
   * Copies rows into one row-major array.
   *
   * @throws IllegalArgumentException if the rows differ in length, one is null, or they are too
   *     many for an array
   */
  public static float[] join(float[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == null) {
        throw new IllegalArgumentException("row " + i + " is null");
      }
    }
    int size = rows.length == 0 ? 0 : rows[0].length;
    float[] values = newArray(rows.length, size);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != size) {
        throw new IllegalArgumentException(
            "rows differ in length: row 0 has %s values, row %s has %s"
                .formatted(size, i, rows[i].length));
      }
      System.arraycopy(rows[i], 0, values, i * size, size);
    }
    return values;
  }
}
