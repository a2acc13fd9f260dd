package org.gan4j.backend.jvm;

/** The innermost part of a large matrix product: a tile of the result that stays in registers. */
interface Tiles {

  /** The number of rows of a tile. */
  int rows();

  /** The number of columns of a tile, and of a panel of {@link Panels}. */
  int columns();

  /**
   * Adds to a tile of {@code c} the product of rows of {@code l} and a panel.
   *
   * @param left where the tile's first row begins in {@code l}, an element of which is {@code down}
   *     from the next row's and {@code across} from the next of its row
   * @param right where the panel's first row begins in {@code panels}; rows follow each other
   * @param result where the tile begins in {@code c}, whose rows are {@code stride} apart
   */
  void addProduct(
      float[] l,
      int left,
      int down,
      int across,
      float[] panels,
      int right,
      int inner,
      float[] c,
      int result,
      int stride);
}
