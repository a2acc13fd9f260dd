package org.gan4j.backend.jvm.kernel;

/** A view of an array as a matrix: element (i, j) is at {@code offset + i * down + j * across}. */
public final class Matrix {
  public final float[] values;
  public final int offset;
  public final int down;
  public final int across;

  public Matrix(float[] values, int offset, int down, int across) {
    this.values = values;
    this.offset = offset;
    this.down = down;
    this.across = across;
  }

  public Matrix transposed() {
    return new Matrix(values, offset, across, down);
  }
}
