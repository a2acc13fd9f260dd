package org.gan4j.backend.jvm;

/** A view of an array as a matrix: element (i, j) is at {@code offset + i * down + j * across}. */
final class Matrix {
  final float[] values;
  final int offset;
  final int down;
  final int across;

  Matrix(float[] values, int offset, int down, int across) {
    this.values = values;
    this.offset = offset;
    this.down = down;
    this.across = across;
  }

  Matrix transposed() {
    return new Matrix(values, offset, across, down);
  }
}
