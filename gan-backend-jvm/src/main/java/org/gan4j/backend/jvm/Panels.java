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
  private final Matrix source;
  private final Workers.Parts packing = (panel, worker) -> pack(panel);

  /** Room for a factor, which has {@code inner} rows. */
  Panels(Matrix source, int inner, int columns, int width) {
    this.source = source;
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

  /** Copies the factor as it is now. */
  void pack(Workers workers) {
    workers.run(count(), packing);
  }

  private void pack(int panel) {
    int first = panel * width;
    int present = Math.min(width, columns - first);
    for (int row = 0; row < inner; row++) {
      int start = source.offset + row * source.down + first * source.across;
      int to = at(panel, row);
      if (source.across == 1) {
        System.arraycopy(source.values, start, values, to, present);
      } else {
        for (int i = 0; i < present; i++) {
          values[to + i] = source.values[start + i * source.across];
        }
      }
    }
  }
}
