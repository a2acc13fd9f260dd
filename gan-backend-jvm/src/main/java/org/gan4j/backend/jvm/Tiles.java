package org.gan4j.backend.jvm;

/** The innermost part of a large matrix product: a tile of the result that stays in registers. */
interface Tiles {

  /**
   * Adds to a tile of {@code c} the product of rows of {@code l} and a panel.
   *
   * @param left where the tile's first row begins in {@code l}
   * @param right where the panel's first row begins in {@code panels}; rows follow each other
   * @param result where the tile begins in {@code c}, whose rows are {@code stride} apart
   */
  void addProduct(
      float[] l, int left, float[] panels, int right, int inner, float[] c, int result, int stride);
}
