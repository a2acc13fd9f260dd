package org.gan4j.data;

import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * A fixed set of rows in shuffled epochs: every row is seen once before any is seen again. Step
 * {@code s} takes positions {@code s * count} to {@code (s + 1) * count - 1} of the endless
 * sequence of epochs, so a batch may end one epoch and begin the next, no row is dropped, and
 * training resumed at a step sees what it would have seen.
 */
public final class ArraySamples implements Samples {
  private final float[] values;
  private final Shape rowShape;
  private final int rows;
  private final Epochs epochs;

  private ArraySamples(float[] values, Shape rowShape) {
    int width = rowShape.elementCount();
    if (width == 0 || values.length == 0 || values.length % width != 0) {
      throw new IllegalArgumentException(
          "samples need one or more whole rows of shape %s, not %d values"
              .formatted(rowShape, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "row %d, value %d is %s: samples must be finite"
                .formatted(i / width, i % width, values[i]));
      }
    }
    this.values = values;
    this.rowShape = rowShape;
    this.rows = values.length / width;
    this.epochs = new Epochs(rows);
  }

  /**
   * A copy of these rows of rank 1.
   *
   * @throws IllegalArgumentException if there are none, they differ in length, or a value is not
   *     finite
   */
  public static ArraySamples of(float[][] rows) {
    return new ArraySamples(Rows.join(rows), Shape.of(rows.length == 0 ? 0 : rows[0].length));
  }

  /**
   * A copy of these rows of any shape, for example images {@code [height, width, channels]}.
   *
   * @param values all rows, row-major, one after the other
   * @throws IllegalArgumentException if that is not one or more whole rows, or a value is not
   *     finite
   */
  public static ArraySamples of(Shape rowShape, float[] values) {
    return new ArraySamples(values.clone(), rowShape);
  }

  @Override
  public Shape rowShape() {
    return rowShape;
  }

  /** The number of rows. */
  public int size() {
    return rows;
  }

  @Override
  public void fill(float[] into, int count, RandomStream stream) {
    int width = rowShape.elementCount();
    for (int place = 0; place < count; place++) {
      int row = epochs.row(place, count, stream);
      System.arraycopy(values, row * width, into, place * width, width);
    }
  }
}
