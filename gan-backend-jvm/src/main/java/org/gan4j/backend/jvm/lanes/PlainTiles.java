package org.gan4j.backend.jvm.lanes;

import java.util.Arrays;
import org.gan4j.backend.jvm.kernel.Tiles;

/** Tiles of 4 rows by 16 columns, in loops that the JIT vectorizes by itself. */
final class PlainTiles implements Tiles {
  static final int ROWS = 4;
  static final int COLUMNS = 16;

  private final int down;
  private final int across;

  PlainTiles(int down, int across) {
    this.down = down;
    this.across = across;
  }

  @Override
  public void multiply(float[] l, int left, float[] panels, int right, int inner, float[] tile) {
    Arrays.fill(tile, 0);
    for (int row = 0; row < ROWS; row++) {
      int at = left + row * down;
      for (int k = 0; k < inner; k++) {
        addScaled(l[at + k * across], panels, right + k * COLUMNS, tile, row * COLUMNS);
      }
    }
  }

  @Override
  public void add(float[] tile, float[] c, int start, int stride) {
    for (int row = 0; row < ROWS; row++) {
      addScaled(1, tile, row * COLUMNS, c, start + row * stride);
    }
  }

  private static void addScaled(float factor, float[] from, int start, float[] to, int end) {
    for (int q = 0; q < COLUMNS; q++) {
      to[end + q] += factor * from[start + q];
    }
  }
}
