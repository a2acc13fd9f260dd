package org.gan4j.backend.jvm;

/** Tiles of 4 rows by 16 columns, in a loop that the JIT vectorizes by itself. */
final class PlainTiles implements Tiles {
  private static final int COLUMNS = 16;

  @Override
  public int rows() {
    return 4;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void addProduct(
      float[] l,
      int left,
      int down,
      int across,
      float[] panels,
      int right,
      int inner,
      float[] c,
      int result,
      int stride) {
    for (int row = 0; row < rows(); row++) {
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
