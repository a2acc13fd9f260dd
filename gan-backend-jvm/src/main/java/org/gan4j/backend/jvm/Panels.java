package org.gan4j.backend.jvm;

/**
 * The right factor of a large product, copied so that a tile reads it front to back: panels of as
 * many columns as a tile has, in each the rows one after another, zeros beyond the last column.
 */
final class Panels {
  /** So many rows of a panel stay in the first cache while they are written column by column. */
  private static final int TRANSPOSED = 64;

  final int inner;
  final int columns;
  final int width;
  final float[] values;
  private final Matrix source;
  private final Workers.Parts packing = (panel, worker) -> pack(panel);

  /** Room for a factor, which has {@code inner} rows. */
  Panels(Kernels kernels, Matrix source, int inner, int columns) {
    this.source = source;
    this.inner = inner;
    this.columns = columns;
    this.width = kernels.tileColumns();
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
    int start = source.offset + first * source.across;
    if (source.across == 1) {
      for (int row = 0; row < inner; row++) {
        System.arraycopy(source.values, start + row * source.down, values, at(panel, row), present);
      }
      return;
    }
    for (int row = 0; row < inner; row += TRANSPOSED) {
      int count = Math.min(TRANSPOSED, inner - row);
      for (int i = 0; i < present; i++) {
        int from = start + row * source.down + i * source.across;
        copy(source.values, from, source.down, values, at(panel, row) + i, width, count);
      }
    }
  }

  private static void copy(
      float[] from, int start, int step, float[] to, int first, int distance, int count) {
    int source = start;
    int target = first;
    for (int i = 0; i < count; i++) {
      to[target] = from[source];
      source += step;
      target += distance;
    }
  }
}
