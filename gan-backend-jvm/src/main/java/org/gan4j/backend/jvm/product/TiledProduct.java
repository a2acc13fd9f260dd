package org.gan4j.backend.jvm.product;

import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;
import org.gan4j.backend.jvm.kernel.Tiles;

/**
 * Large products in blocks that stay in the caches: Goto and van de Geijn 2008. Blocks of {@link
 * #ROWS} by {@link #INNER} of the left factor meet a panel of the right one, tile by tile.
 *
 * <p>It has room for one thread's work.
 */
final class TiledProduct {
  /** Rows of a block of the left factor, which is in the second cache; tiles divide them. */
  static final int ROWS = 96;

  /** The most columns of a block: so much of a panel is in the first cache. */
  private static final int INNER = 256;

  private final Block byRows;
  private final Block byColumns;
  private final float[] tile;
  private final int tileRows;

  /** A copy of a block of the left factor, at strides that the tiles know. */
  static final class Block {
    final float[] values;
    final int down;
    final int across;
    private final Tiles tiles;

    private Block(Kernels kernels, int size, int down, int across) {
      this.values = new float[size];
      this.down = down;
      this.across = across;
      this.tiles = kernels.tiles(down, across);
    }

    /** Copies from where {@code start} is in a matrix that is contiguous the same way. */
    private void copy(Matrix l, int start, int rows, int inner) {
      boolean byRows = across == 1;
      int count = byRows ? rows : inner;
      int length = byRows ? inner : rows;
      int from = byRows ? l.down : l.across;
      int to = byRows ? down : across;
      for (int i = 0; i < count; i++) {
        System.arraycopy(l.values, start + i * from, values, i * to, length);
      }
    }
  }

  TiledProduct(Kernels kernels) {
    this.byRows = new Block(kernels, ROWS * skewed(INNER), skewed(INNER), 1);
    this.byColumns = new Block(kernels, INNER * skewed(ROWS), 1, skewed(ROWS));
    this.tile = new float[kernels.tileRows() * kernels.tileColumns()];
    this.tileRows = kernels.tileRows();
  }

  /**
   * A distance between rows that is an odd number of cache lines. With a power of two all rows of a
   * tile fall into one set of the first cache, and push each other out of it.
   */
  static int skewed(int columns) {
    return (columns + 15) / 16 * 16 | 16;
  }

  /** A block to be written, whose rows are contiguous. */
  Block byRows() {
    return byRows;
  }

  /** A block to be written, whose columns are contiguous. */
  Block byColumns() {
    return byColumns;
  }

  /**
   * How many rows to multiply at a time: those of one block or more, so that there are no more than
   * {@code most} times; as equal as whole tiles can be.
   */
  static int height(Kernels kernels, int rows, int most) {
    int tiles = pieces(rows, kernels.tileRows());
    int times = Math.min(most, pieces(tiles, ROWS / kernels.tileRows()));
    return pieces(tiles, times) * kernels.tileRows();
  }

  /** How many columns a block has: as equal parts of the inner dimension as can be. */
  static int depth(int inner) {
    return pieces(inner, pieces(inner, INNER));
  }

  /** How many pieces of a size a number makes, at least one. */
  static int pieces(int count, int size) {
    return Math.max(1, (count + size - 1) / size);
  }

  /**
   * {@code c += l r} for some rows of {@code l} and some panels of {@code r}.
   *
   * @param left where the first of the rows of {@code l} begins
   * @param from the first panel
   * @param to the panel after the last
   * @param result where the first of the rows of {@code c} begins
   */
  void add(Matrix l, int left, int rows, Panels r, int from, int to, Matrix c, int result) {
    Block block = l.across == 1 ? byRows : byColumns;
    int most = depth(r.inner);
    for (int k = 0; k < r.inner; k += most) {
      int depth = Math.min(most, r.inner - k);
      for (int row = 0; row < rows; row += ROWS) {
        int height = Math.min(ROWS, rows - row);
        block.copy(l, left + row * l.down + k * l.across, height, depth);
        add(block, height, depth, r, k, from, to, c, result + row * c.down);
      }
    }
  }

  /**
   * {@code c += l r} for a block of {@code l}.
   *
   * @param firstRow the row of {@code r} for the first column of the block
   */
  void add(
      Block l,
      int rows,
      int inner,
      Panels r,
      int firstRow,
      int from,
      int to,
      Matrix c,
      int firstResult) {
    for (int panel = from; panel < to; panel++) {
      int right = r.at(panel, firstRow);
      int column = panel * r.width;
      int columns = Math.min(r.width, r.columns - column);
      for (int i = 0; i < rows; i += tileRows) {
        int left = i * l.down;
        int result = firstResult + i * c.down + column;
        l.tiles.multiply(l.values, left, r.values, right, inner, tile);
        if (i + tileRows <= rows && columns == r.width) {
          l.tiles.add(tile, c.values, result, c.down);
        } else {
          addEdge(Math.min(tileRows, rows - i), columns, r.width, c, result);
        }
      }
    }
  }

  private void addEdge(int rows, int columns, int width, Matrix c, int result) {
    for (int p = 0; p < rows; p++) {
      for (int q = 0; q < columns; q++) {
        c.values[result + p * c.down + q] += tile[p * width + q];
      }
    }
  }
}
