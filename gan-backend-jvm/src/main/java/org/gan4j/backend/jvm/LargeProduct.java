package org.gan4j.backend.jvm;

import java.util.Arrays;

/** A matrix product that is worth packing its factors, and dividing among threads. */
final class LargeProduct {
  /** Below this many multiplications packing costs more than it saves. */
  private static final long WORTH_PACKING = 1 << 21;

  private LargeProduct() {}

  static boolean isWorthwhile(int rows, int inner, int columns) {
    return rows >= 32
        && inner >= 16
        && columns >= 16
        && (long) rows * inner * columns >= WORTH_PACKING;
  }

  /** A part is a block of rows of a quarter of the panels. */
  static Step of(
      Kernels kernels,
      Workers workers,
      Matrix l,
      Matrix r,
      Matrix c,
      int rows,
      int inner,
      int columns) {
    Panels panels = new Panels(r, inner, columns, kernels.tiles().columns());
    TiledProduct[] products = new TiledProduct[workers.size()];
    Arrays.setAll(products, i -> new TiledProduct(kernels.tiles()));
    int quarter = (panels.count() + 3) / 4;
    int blocks = (rows + TiledProduct.ROWS - 1) / TiledProduct.ROWS;
    Workers.Parts parts =
        (part, worker) -> {
          int row = part / 4 * TiledProduct.ROWS;
          int height = Math.min(TiledProduct.ROWS, rows - row);
          int from = Math.min(panels.count(), part % 4 * quarter);
          int to = Math.min(panels.count(), from + quarter);
          int result = c.offset + row * c.down;
          for (int i = 0; i < height && from < to; i++) {
            int start = result + i * c.down;
            int end = Math.min(columns, to * panels.width);
            Arrays.fill(c.values, start + from * panels.width, start + end, 0);
          }
          products[worker].add(
              l, l.offset + row * l.down, height, inner, panels, 0, from, to, c, result);
        };
    return () -> {
      panels.pack(workers);
      workers.run(4 * blocks, parts);
    };
  }
}
