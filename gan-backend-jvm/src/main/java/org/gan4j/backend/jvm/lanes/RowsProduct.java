package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.kernel.Kernels.INDEX;
import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * A matrix product whose right factor has contiguous rows: {@link RowBlocks} or {@link
 * OuterBlocks}, and what is left at the edges.
 */
final class RowsProduct implements Kernel {
  private static final int LANES = VectorLanes.SPECIES.length();

  private final Matrix l;
  private final Matrix r;
  private final Matrix c;
  private final int rows;
  private final int inner;
  private final int columns;
  private final int whole;
  private final BlockProduct blocks;

  /** A vector or two rows, as a number that the JIT does not know: see {@link BlockProduct}. */
  private final int step;

  RowsProduct(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns) {
    boolean padded = c.down % LANES == 0 && r.down % LANES == 0;
    this.l = l;
    this.r = r;
    this.c = c;
    this.rows = rows;
    this.inner = inner;
    this.columns = columns;
    this.whole = padded ? VectorKernels.roundUp(columns) : columns / LANES * LANES;
    boolean outer = inner == 2;
    this.blocks = outer ? new OuterBlocks() : Strides.of(l, r, c).specialize(RowBlocks.class);
    this.step = outer ? LANES : 2 * r.down;
  }

  @Override
  public void run() {
    int blockRows = rows / 4 * 4;
    int blockColumns = whole / (2 * LANES) * (2 * LANES);
    blocks.run(l, r, c, blockRows, inner, blockColumns, step);
    for (int q = blockColumns; q < whole; q += LANES) {
      for (int p = 0; p < blockRows; p += 4) {
        rows4x1(l, r, c, p, q, inner);
      }
    }
    int p = blockRows;
    for (; p + 2 <= rows; p += 2) {
      int q = 0;
      for (; q + 4 * LANES <= whole; q += 4 * LANES) {
        rows2x4(l, r, c, p, q, inner);
      }
      for (; q < whole; q += LANES) {
        rows1x1(l, r, c, p, q, inner);
        rows1x1(l, r, c, p + 1, q, inner);
      }
    }
    if (p < rows) {
      for (int q = 0; q < whole; q += LANES) {
        rows1x1(l, r, c, p, q, inner);
      }
    }
    if (whole < columns) {
      rowsTail(l, r, c, rows, whole, columns, inner);
    }
  }

  private static void rows4x1(Matrix l, Matrix r, Matrix c, int p, int q, int inner) {
    float[] left = l.values;
    FloatVector c0 = broadcast(0);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    int a0 = l.offset + p * l.down;
    int a1 = a0 + l.down;
    int a2 = a1 + l.down;
    int a3 = a2 + l.down;
    int down = r.down;
    int start = r.offset + q;
    int end = start + inner * down;
    for (int b = start; b < end; b += down) {
      FloatVector b0 = load(r.values, b);
      c0 = broadcast(left[a0]).fma(b0, c0);
      c1 = broadcast(left[a1]).fma(b0, c1);
      c2 = broadcast(left[a2]).fma(b0, c2);
      c3 = broadcast(left[a3]).fma(b0, c3);
      a0 += l.across;
      a1 += l.across;
      a2 += l.across;
      a3 += l.across;
    }
    int to = c.offset + p * c.down + q;
    c0.intoArray(c.values, to);
    c1.intoArray(c.values, to + c.down);
    c2.intoArray(c.values, to + 2 * c.down);
    c3.intoArray(c.values, to + 3 * c.down);
  }

  private static void rows2x4(Matrix l, Matrix r, Matrix c, int p, int q, int inner) {
    float[] left = l.values;
    float[] right = r.values;
    FloatVector c00 = broadcast(0);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    int a0 = l.offset + p * l.down;
    int a1 = a0 + l.down;
    int down = r.down;
    int start = r.offset + q;
    int end = start + inner * down;
    for (int at = start; at < end; at += down) {
      int b = at & INDEX;
      FloatVector x = broadcast(left[a0]);
      FloatVector y = broadcast(left[a1]);
      FloatVector v = load(right, b);
      c00 = x.fma(v, c00);
      c10 = y.fma(v, c10);
      v = load(right, b + LANES);
      c01 = x.fma(v, c01);
      c11 = y.fma(v, c11);
      v = load(right, b + 2 * LANES);
      c02 = x.fma(v, c02);
      c12 = y.fma(v, c12);
      v = load(right, b + 3 * LANES);
      c03 = x.fma(v, c03);
      c13 = y.fma(v, c13);
      a0 += l.across;
      a1 += l.across;
    }
    int to = (c.offset + p * c.down + q) & INDEX;
    c00.intoArray(c.values, to);
    c01.intoArray(c.values, to + LANES);
    c02.intoArray(c.values, to + 2 * LANES);
    c03.intoArray(c.values, to + 3 * LANES);
    to = (to + c.down) & INDEX;
    c10.intoArray(c.values, to);
    c11.intoArray(c.values, to + LANES);
    c12.intoArray(c.values, to + 2 * LANES);
    c13.intoArray(c.values, to + 3 * LANES);
  }

  private static void rows1x1(Matrix l, Matrix r, Matrix c, int p, int q, int inner) {
    FloatVector sum = broadcast(0);
    int left = l.offset + p * l.down;
    int down = r.down;
    int start = r.offset + q;
    int end = start + inner * down;
    for (int b = start; b < end; b += down) {
      sum = broadcast(l.values[left]).fma(load(r.values, b), sum);
      left += l.across;
    }
    sum.intoArray(c.values, c.offset + p * c.down + q);
  }

  private static void rowsTail(
      Matrix l, Matrix r, Matrix c, int rows, int from, int columns, int inner) {
    for (int p = 0; p < rows; p++) {
      for (int q = from; q < columns; q++) {
        float sum = 0;
        for (int k = 0; k < inner; k++) {
          sum =
              Math.fma(
                  l.values[l.offset + p * l.down + k * l.across],
                  r.values[r.offset + k * r.down + q],
                  sum);
        }
        c.values[c.offset + p * c.down + q] = sum;
      }
    }
  }
}
