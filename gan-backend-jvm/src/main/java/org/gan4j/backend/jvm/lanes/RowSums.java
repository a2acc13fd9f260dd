package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Kernel;

/** Sums of rows: the lane sums of each first, then all totals at once. */
final class RowSums implements Kernel {
  private static final int LANES = VectorLanes.SPECIES.length();

  private final float[] from;
  private final int outer;
  private final int inner;
  private final int stride;
  private final float[] to;
  private final float[] sums;

  /** The lanes, as a number that the JIT does not know: see {@link BlockProduct}. */
  private final int step = LANES;

  RowSums(float[] from, int outer, int inner, int stride, float[] to) {
    this.from = from;
    this.outer = outer;
    this.inner = inner;
    this.stride = stride;
    this.to = to;
    this.sums = new float[VectorKernels.roundUp(outer) * LANES];
  }

  @Override
  public void run() {
    int whole = inner / LANES * LANES;
    int o = 0;
    for (; o + 4 <= outer; o += 4) {
      four(o, whole);
    }
    for (; o < outer; o++) {
      one(o, whole);
    }
    LaneSums.fold(sums, VectorKernels.roundUp(outer));
    System.arraycopy(sums, 0, to, 0, outer);
    if (whole < inner) {
      addTails(whole);
    }
  }

  private void four(int row, int count) {
    FloatVector s0 = broadcast(0);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int start = row * stride;
    int end = start + count;
    for (int i = start; i < end; i += step) {
      int at = i;
      s0 = s0.add(load(from, at));
      at += stride;
      s1 = s1.add(load(from, at));
      at += stride;
      s2 = s2.add(load(from, at));
      at += stride;
      s3 = s3.add(load(from, at));
    }
    int to = row * LANES;
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
    s3.intoArray(sums, to + 3 * LANES);
  }

  private void one(int row, int count) {
    FloatVector sum = broadcast(0);
    int start = row * stride;
    int end = start + count;
    for (int i = start; i < end; i += LANES) {
      sum = sum.add(load(from, i));
    }
    sum.intoArray(sums, row * LANES);
  }

  private void addTails(int from) {
    for (int o = 0; o < outer; o++) {
      for (int i = from; i < inner; i++) {
        to[o] += this.from[o * stride + i];
      }
    }
  }
}
