package org.gan4j.backend.jvm.product;

import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * The right factor of a large product, copied so that a tile reads it front to back: panels of as
 * many columns as a tile has, in each the rows one after another, zeros beyond the last column. It
 * may be several matrices one below the other.
 */
final class Panels {
  /** So many rows of a panel stay in the first cache while they are written column by column. */
  private static final int TRANSPOSED = 64;

  final int inner;
  final int columns;
  final int width;
  final float[] values;
  private final int height;
  private final Matrix[] sources;
  private final Workers.Parts packing = (panel, worker) -> pack(panel);

  /** Room for a factor of {@code inner} rows. */
  Panels(Kernels kernels, Matrix source, int inner, int columns) {
    this(kernels, inner, columns, source);
  }

  /** Room for a factor of matrices of {@code height} rows each. */
  Panels(Kernels kernels, int height, int columns, Matrix... sources) {
    this.height = height;
    this.sources = sources;
    this.inner = height * sources.length;
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
    for (int i = 0; i < sources.length; i++) {
      pack(panel, sources[i], i * height);
    }
  }

  private void pack(int panel, Matrix source, int firstRow) {
    int first = panel * width;
    int present = Math.min(width, columns - first);
    int start = source.offset + first * source.across;
    int to = at(panel, firstRow);
    if (source.across == 1) {
      for (int row = 0; row < height; row++) {
        int from = start + row * source.down;
        System.arraycopy(source.values, from, values, to + row * width, present);
      }
      return;
    }
    for (int row = 0; row < height; row += TRANSPOSED) {
      int count = Math.min(TRANSPOSED, height - row);
      for (int i = 0; i < present; i++) {
        int from = start + row * source.down + i * source.across;
        copy(source.values, from, source.down, values, to + row * width + i, width, count);
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
