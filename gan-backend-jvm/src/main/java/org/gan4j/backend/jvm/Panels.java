package org.gan4j.backend.jvm;

/**
 * The right factor of a large product, copied so that a tile reads it front to back: panels of as
 * many columns as a tile has, in each the rows one after another, zeros beyond the last column.
 */
final class Panels {
  final int inner;
  final int columns;
  final int width;
  final float[] values;

  /** Room for a factor of {@code inner} rows. */
  Panels(int inner, int columns, int width) {
    this.inner = inner;
    this.columns = columns;
    this.width = width;
    this.values = new float[count() * inner * width];
  }

  int count() {
    return (columns + width - 1) / width;
  }

  /** Where a row of a panel begins. */
  int at(int panel, int row) {
    return (panel * inner + row) * width;
  }

  void pack(Matrix from) {
    for (int panel = 0; panel < count(); panel++) {
      int first = panel * width;
      int present = Math.min(width, columns - first);
      for (int row = 0; row < inner; row++) {
        int source = from.offset + row * from.down + first * from.across;
        int to = at(panel, row);
        if (from.across == 1) {
          System.arraycopy(from.values, source, values, to, present);
        } else {
          for (int i = 0; i < present; i++) {
            values[to + i] = from.values[source + i * from.across];
          }
        }
      }
    }
  }
}
