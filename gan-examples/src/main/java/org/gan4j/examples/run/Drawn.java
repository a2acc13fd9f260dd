package org.gan4j.examples.run;

import org.gan4j.tensor.Shape;

/**
 * Samples that were drawn: a table if a row is a vector, pictures if it is {@code [height, width,
 * channels]}.
 */
public final class Drawn {
  private final Shape rowShape;
  private final float[][] rows;

  private Drawn(Shape rowShape, float[][] rows) {
    this.rowShape = rowShape;
    this.rows = rows;
  }

  /**
   * Samples. The arrays are kept, not copied.
   *
   * @param rowShape the shape of a sample
   * @param rows a row a sample, row-major
   */
  public static Drawn of(Shape rowShape, float[][] rows) {
    return new Drawn(rowShape, rows);
  }

  /** The shape of a sample. */
  public Shape rowShape() {
    return rowShape;
  }

  /** A row a sample, row-major. */
  public float[][] rows() {
    return rows;
  }
}
