package org.gan4j.data;

import org.gan4j.random.Permutation;
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

  private ArraySamples(float[] values, Shape rowShape, int rows) {
    this.values = values;
    this.rowShape = rowShape;
    this.rows = rows;
  }

  /**
   * A copy of these rows.
   *
   * @throws IllegalArgumentException if there are none, they differ in length, or a value is not
   *     finite
   */
  public static ArraySamples of(float[][] rows) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("samples need at least one row with one value");
    }
    float[] values = Rows.join(rows);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "row %d, value %d is %s: samples must be finite"
                .formatted(i / rows[0].length, i % rows[0].length, values[i]));
      }
    }
    return new ArraySamples(values, Shape.of(rows[0].length), rows.length);
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
    long position = stream.step() * count;
    Permutation order = epoch(stream, position / rows);
    for (int i = 0; i < count; i++, position++) {
      long inEpoch = position % rows;
      if (inEpoch == 0) {
        order = epoch(stream, position / rows);
      }
      int row = (int) order.apply(inEpoch);
      System.arraycopy(values, row * width, into, i * width, width);
    }
  }

  private Permutation epoch(RandomStream stream, long epoch) {
    return Permutation.of(stream.key() + 0x9E3779B97F4A7C15L * epoch, rows);
  }
}
