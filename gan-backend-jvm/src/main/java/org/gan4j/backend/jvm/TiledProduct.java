package org.gan4j.backend.jvm;

import java.util.Arrays;

/**
 * Large products in blocks that stay in the caches: Goto and van de Geijn 2008. Blocks of {@link
 * #ROWS} by {@link #INNER} of the left factor meet a panel of the right one, tile by tile.
 *
 * <p>It has room for one thread's work.
 */
final class TiledProduct {
  /** Rows of a block of the left factor; with {@link #INNER} columns it is in the second cache. */
  static final int ROWS = 96;

  /** The inner dimension of a block: so much of a panel is in the first cache. */
  static final int INNER = 256;

  /** Rows so far apart fall into one set of the first cache, and push each other out of it. */
  private static final int ALIASED = 512;

  private final Tiles tiles;
  private final float[] packed;
  private final float[] edge;

  TiledProduct(Tiles tiles) {
    this.tiles = tiles;
    this.packed = new float[roundUp(ROWS, tiles.rows()) * INNER];
    this.edge = new float[tiles.rows() * tiles.columns()];
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  /**
   * {@code c += l r} for some rows of {@code l} and some panels of {@code r}.
   *
   * @param left where the first of the rows of {@code l} begins
   * @param inner columns of {@code l}
   * @param firstRow the row of {@code r} for the first column of {@code l}
   * @param from the first panel
   * @param to the panel after the last
   * @param result where the first of the rows of {@code c} begins
   */
  void add(
      Matrix l,
      int left,
      int rows,
      int inner,
      Panels r,
      int firstRow,
      int from,
      int to,
      Matrix c,
      int result) {
    for (int k = 0; k < inner; k += INNER) {
      int depth = Math.min(INNER, inner - k);
      for (int row = 0; row < rows; row += ROWS) {
        int height = Math.min(ROWS, rows - row);
        int start = left + row * l.down + k * l.across;
        addBlock(l, start, height, depth, r, firstRow + k, from, to, c, result + row * c.down);
      }
    }
  }

  private void addBlock(
      Matrix l,
      int start,
      int rows,
      int inner,
      Panels r,
      int firstRow,
      int from,
      int to,
      Matrix c,
      int firstResult) {
    boolean packs = !canBeReadInPlace(l, rows);
    if (packs) {
      pack(l, start, rows, inner);
    }
    for (int panel = from; panel < to; panel++) {
      int right = r.at(panel, firstRow);
      int column = panel * r.width;
      int present = Math.min(r.width, r.columns - column);
      for (int i = 0; i < rows; i += tiles.rows()) {
        int result = firstResult + i * c.down + column;
        int height = Math.min(tiles.rows(), rows - i);
        if (packs) {
          tile(packed, i * inner, 1, tiles.rows(), r, right, inner, c, result, height, present);
        } else if (height == tiles.rows()) {
          int at = start + i * l.down;
          tile(l.values, at, l.down, l.across, r, right, inner, c, result, height, present);
        } else {
          // There may be no further rows to read: one at a time, read as all rows of a tile.
          for (int p = 0; p < height; p++) {
            int at = start + (i + p) * l.down;
            int row = result + p * c.down;
            tile(l.values, at, 0, l.across, r, right, inner, c, row, 1, present);
          }
        }
      }
    }
  }

  /** Whether either its rows or its columns are contiguous, and do not push each other out. */
  private boolean canBeReadInPlace(Matrix l, int rows) {
    return l.across == 1
        ? l.down % ALIASED != 0
        : l.down == 1 && l.across % ALIASED != 0 && rows >= tiles.rows();
  }

  /** Copies rows tile by tile, in each the columns one after another. */
  private void pack(Matrix l, int start, int rows, int inner) {
    int height = tiles.rows();
    for (int i = 0; i < rows; i += height) {
      int present = Math.min(height, rows - i);
      for (int k = 0; k < inner; k++) {
        int source = start + i * l.down + k * l.across;
        int to = i * inner + k * height;
        for (int p = 0; p < present; p++) {
          packed[to + p] = l.values[source + p * l.down];
        }
      }
    }
  }

  private void tile(
      float[] l,
      int at,
      int down,
      int across,
      Panels r,
      int right,
      int inner,
      Matrix c,
      int result,
      int rows,
      int columns) {
    if (rows == tiles.rows() && columns == tiles.columns()) {
      tiles.addProduct(l, at, down, across, r.values, right, inner, c.values, result, c.down);
      return;
    }
    Arrays.fill(edge, 0);
    tiles.addProduct(l, at, down, across, r.values, right, inner, edge, 0, tiles.columns());
    for (int p = 0; p < rows; p++) {
      for (int q = 0; q < columns; q++) {
        c.values[result + p * c.down + q] += edge[p * tiles.columns() + q];
      }
    }
  }
}
