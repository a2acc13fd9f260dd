package org.gan4j.backend.jvm;

import static org.gan4j.backend.jvm.VectorKernels.INDEX;
import static org.gan4j.backend.jvm.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.VectorLanes.load;

import jdk.incubator.vector.FloatVector;

/** Tiles of 6 rows by 2 vectors, whose 12 sums leave 4 of 16 registers to the factors. */
final class VectorTiles implements Tiles {
  private static final int LANES = VectorLanes.SPECIES.length();

  /** A row of a panel, as a number that the JIT does not know: see {@link BlockProduct}. */
  private final int step = 2 * LANES;

  @Override
  public int rows() {
    return 6;
  }

  @Override
  public int columns() {
    return 2 * LANES;
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
    FloatVector c00 = broadcast(0);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    int a0 = left;
    int a3 = left + 3 * down;
    int end = right + inner * step;
    for (int at = right; at < end; at += step) {
      int b = at & INDEX;
      FloatVector b0 = load(panels, b);
      FloatVector b1 = load(panels, b + LANES);
      FloatVector x = broadcast(l[a0]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(l[a0 + down]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(l[a0 + 2 * down]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(l[a3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = broadcast(l[a3 + down]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = broadcast(l[a3 + 2 * down]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      a0 += across;
      a3 += across;
    }
    int to = result;
    add(c00, c01, c, to);
    to += stride;
    add(c10, c11, c, to);
    to += stride;
    add(c20, c21, c, to);
    to += stride;
    add(c30, c31, c, to);
    to += stride;
    add(c40, c41, c, to);
    to += stride;
    add(c50, c51, c, to);
  }

  private static void add(FloatVector first, FloatVector second, float[] c, int to) {
    load(c, to).add(first).intoArray(c, to);
    load(c, to + LANES).add(second).intoArray(c, to + LANES);
  }
}
