package org.gan4j.data;

import java.util.Optional;
import org.gan4j.tensor.Shape;

/**
 * A value among samples that is NaN or infinite, and where it is.
 *
 * @param row which sample, from 0
 * @param column which of the sample's values, row-major, from 0
 * @param value NaN or infinite
 */
public record NonFinite(int row, int column, float value) {

  /**
   * The first such value, if there is one.
   *
   * @param rows samples, row-major, one after the other
   */
  public static Optional<NonFinite> firstIn(float[] rows, Shape rowShape) {
    int width = rowShape.elementCount();
    for (int i = 0; i < rows.length; i++) {
      if (!Float.isFinite(rows[i])) {
        return Optional.of(new NonFinite(i / width, i % width, rows[i]));
      }
    }
    return Optional.empty();
  }

  static void refuse(float[] rows, Shape rowShape, String why) {
    firstIn(rows, rowShape)
        .ifPresent(
            found -> {
              throw new IllegalArgumentException(found + ": " + why);
            });
  }

  /** Such as {@code row 3, value 1 is NaN}. */
  @Override
  public String toString() {
    return "row %s, value %s is %s".formatted(row, column, value);
  }
}
