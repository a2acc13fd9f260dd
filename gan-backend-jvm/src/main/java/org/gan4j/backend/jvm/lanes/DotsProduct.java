package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * A matrix product whose factors are both contiguous along the inner dimension: first the lane sums
 * of all dot products, one vector each, by {@link DotBlocks} as far as possible, then their totals
 * at once.
 */
final class DotsProduct implements Kernel {
  private static final int LANES = VectorLanes.SPECIES.length();

  private final Matrix l;
  private final Matrix r;
  private final Matrix c;
  private final Matrix sums;
  private final int rows;
  private final int inner;
  private final int columns;
  private final int width;
  private final BlockProduct blocks;
  private final Kernel total;

  /** The lanes, as a number that the JIT does not know: see {@link BlockProduct}. */
  private final int step = LANES;

  static DotsProduct of(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns) {
    int stride = VectorKernels.roundUp(columns);
    Matrix sums = new Matrix(new float[rows * stride * LANES], 0, stride * LANES, LANES);
    Kernel total =
        () -> {
          LaneSums.fold(sums.values, rows * stride);
          for (int p = 0; p < rows; p++) {
            System.arraycopy(sums.values, p * stride, c.values, c.offset + p * c.down, columns);
          }
        };
    return rows >= 4
        ? new DotsProduct(l, r, c, sums, rows, inner, columns, total)
        : new DotsProduct(
            r.transposed(),
            l.transposed(),
            c.transposed(),
            sums.transposed(),
            columns,
            inner,
            rows,
            total);
  }

  private DotsProduct(
      Matrix l, Matrix r, Matrix c, Matrix sums, int rows, int inner, int columns, Kernel total) {
    this.l = l;
    this.r = r;
    this.c = c;
    this.sums = sums;
    this.rows = rows;
    this.inner = inner;
    this.columns = columns;
    boolean wide = VectorKernels.HAS_32_REGISTERS && columns >= 4;
    this.width = wide ? 4 : 2;
    this.blocks = Strides.of(l, r, sums).specialize(wide ? WideDotBlocks.class : DotBlocks.class);
    this.total = total;
  }

  @Override
  public void run() {
    int blockRows = rows / 4 * 4;
    int blockColumns = columns / width * width;
    int whole = inner / LANES * LANES;
    blocks.run(l, r, sums, blockRows, whole, blockColumns, step);
    for (int p = 0; p < rows; p++) {
      for (int q = p < blockRows ? blockColumns : 0; q < columns; q++) {
        dot(p, q, whole);
      }
    }
    total.run();
    if (whole < inner) {
      addTails(whole);
    }
  }

  private void dot(int p, int q, int count) {
    int left = l.offset + p * l.down;
    int right = r.offset + q * r.across;
    FloatVector even = broadcast(0);
    FloatVector odd = even;
    int k = 0;
    for (; k + 2 * LANES <= count; k += 2 * LANES) {
      even = load(l.values, left + k).fma(load(r.values, right + k), even);
      odd = load(l.values, left + k + LANES).fma(load(r.values, right + k + LANES), odd);
    }
    if (k < count) {
      even = load(l.values, left + k).fma(load(r.values, right + k), even);
    }
    even.add(odd).intoArray(sums.values, p * sums.down + q * sums.across);
  }

  private void addTails(int from) {
    for (int p = 0; p < rows; p++) {
      for (int q = 0; q < columns; q++) {
        int left = l.offset + p * l.down;
        int right = r.offset + q * r.across;
        int at = c.offset + p * c.down + q * c.across;
        float sum = c.values[at];
        for (int k = from; k < inner; k++) {
          sum = Math.fma(l.values[left + k], r.values[right + k], sum);
        }
        c.values[at] = sum;
      }
    }
  }
}
