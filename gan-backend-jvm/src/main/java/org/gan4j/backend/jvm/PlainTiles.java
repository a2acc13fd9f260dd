package org.gan4j.backend.jvm;

/** Tiles of 4 rows by 16 columns, in a loop that the JIT vectorizes by itself. */
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
  public void addProduct(
      float[] l,
      int left,
      float[] panels,
      int right,
      int inner,
      float[] c,
      int result,
      int stride) {
    for (int row = 0; row < ROWS; row++) {
      int at = left + row * down;
      int to = result + row * stride;
      for (int k = 0; k < inner; k++) {
        addScaled(l[at + k * across], panels, right + k * COLUMNS, c, to);
      }
    }
  }

  private static void addScaled(float factor, float[] from, int start, float[] to, int end) {
    for (int q = 0; q < COLUMNS; q++) {
      to[end + q] += factor * from[start + q];
    }
  }
}
