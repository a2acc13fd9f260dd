package org.gan4j.backend.jvm.product;

import static org.gan4j.backend.jvm.product.TiledProduct.pieces;

import java.util.Arrays;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * Divides the result of a large product into parts. Blocks divide its rows, and shares divide the
 * panels of its columns; each part is one block of one share. There are about {@value
 * #PARTS_OF_A_WORKER} parts for each worker, so that all workers end at about the same time.
 *
 * @param rows the rows of the result
 * @param height the rows of a block
 * @param share the panels of a share
 */
record Division(Panels panels, int rows, int height, int share) {
  private static final int PARTS_OF_A_WORKER = 4;

  static Division of(Kernels kernels, Workers workers, int rows, Panels panels) {
    int wanted = workers.size() == 1 ? 1 : PARTS_OF_A_WORKER * workers.size();
    int height = TiledProduct.height(kernels, rows, wanted);
    int shares = Math.min(pieces(wanted, pieces(rows, height)), Math.max(1, panels.count()));
    return new Division(panels, rows, height, pieces(panels.count(), shares));
  }

  private int shares() {
    return pieces(panels.count(), share);
  }

  /** How many parts there are. */
  int parts() {
    return TiledProduct.pieces(rows, height) * shares();
  }

  /** The first row of a part. */
  int row(int part) {
    return part / shares() * height;
  }

  /** The row after the last of a part. */
  int endRow(int part) {
    return Math.min(rows, row(part) + height);
  }

  /** The first panel of a part. */
  int panel(int part) {
    return part % shares() * share;
  }

  /** The panel after the last of a part. */
  int endPanel(int part) {
    return Math.min(panels.count(), panel(part) + share);
  }

  /** Makes a part of the result zero. */
  void clear(int part, Matrix c) {
    int from = panel(part) * panels.width;
    int to = Math.min(panels.columns, endPanel(part) * panels.width);
    for (int row = row(part); row < endRow(part); row++) {
      int start = c.offset + row * c.down;
      Arrays.fill(c.values, start + from, start + to, 0);
    }
  }
}
