package org.gan4j.backend.jvm.kernel;

/** The innermost part of a large matrix product: a tile of the result that stays in registers. */
public interface Tiles {

  /**
   * Computes the product of a tile's rows of {@code l} and a panel.
   *
   * @param left where the tile's first row begins in {@code l}
   * @param right where the panel's first row begins in {@code panels}; rows follow each other
   * @param tile the result, row by row
   */
  void multiply(float[] l, int left, float[] panels, int right, int inner, float[] tile);

  /**
   * Adds a tile to a matrix.
   *
   * @param start where the tile begins in {@code c}, whose rows are {@code stride} apart
   */
  void add(float[] tile, float[] c, int start, int stride);
}
