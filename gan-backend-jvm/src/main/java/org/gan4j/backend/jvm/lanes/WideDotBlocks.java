package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.kernel.Kernels.INDEX;
import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * {@link DotBlocks} for 32 registers: blocks of 4 by 4 dot products. A vector of 16 lanes mostly
 * crosses a line of the cache, so that loading it takes as long as two loads. Smaller blocks load
 * so much for each sum that they would wait for their loads.
 */
final class WideDotBlocks implements BlockProduct {
  private static final Strides STRIDES = Strides.ofCaller(MethodHandles.lookup());
  private static final int L_DOWN = STRIDES.leftDown();
  private static final int R_ACROSS = STRIDES.rightAcross();
  private static final int C_DOWN = STRIDES.resultDown();
  private static final int C_ACROSS = STRIDES.resultAcross();

  @Override
  public void run(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns, int step) {
    for (int q = 0; q < columns; q += 4) {
      int right = r.offset + q * R_ACROSS;
      for (int p = 0; p < rows; p += 4) {
        int result = p * C_DOWN + q * C_ACROSS;
        block(l.values, l.offset + p * L_DOWN, r.values, right, c.values, result, inner, step);
      }
    }
  }

  private static void block(
      float[] l, int left, float[] r, int right, float[] sums, int result, int inner, int step) {
    FloatVector s00 = broadcast(0);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s13 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s23 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s32 = s00;
    FloatVector s33 = s00;
    int end = left + inner;
    int across = right;
    for (int at = left; at < end; at += step) {
      int a = at & INDEX;
      int b = across & INDEX;
      FloatVector b0 = load(r, b);
      FloatVector b1 = load(r, b + R_ACROSS);
      FloatVector b2 = load(r, b + 2 * R_ACROSS);
      FloatVector b3 = load(r, b + 3 * R_ACROSS);
      FloatVector x = load(l, a);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      s03 = x.fma(b3, s03);
      x = load(l, a + L_DOWN);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      s12 = x.fma(b2, s12);
      s13 = x.fma(b3, s13);
      x = load(l, a + 2 * L_DOWN);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      s22 = x.fma(b2, s22);
      s23 = x.fma(b3, s23);
      x = load(l, a + 3 * L_DOWN);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      s32 = x.fma(b2, s32);
      s33 = x.fma(b3, s33);
      across += step;
    }
    int to = result & INDEX;
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + C_ACROSS);
    s02.intoArray(sums, to + 2 * C_ACROSS);
    s03.intoArray(sums, to + 3 * C_ACROSS);
    s10.intoArray(sums, to + C_DOWN);
    s11.intoArray(sums, to + C_DOWN + C_ACROSS);
    s12.intoArray(sums, to + C_DOWN + 2 * C_ACROSS);
    s13.intoArray(sums, to + C_DOWN + 3 * C_ACROSS);
    s20.intoArray(sums, to + 2 * C_DOWN);
    s21.intoArray(sums, to + 2 * C_DOWN + C_ACROSS);
    s22.intoArray(sums, to + 2 * C_DOWN + 2 * C_ACROSS);
    s23.intoArray(sums, to + 2 * C_DOWN + 3 * C_ACROSS);
    s30.intoArray(sums, to + 3 * C_DOWN);
    s31.intoArray(sums, to + 3 * C_DOWN + C_ACROSS);
    s32.intoArray(sums, to + 3 * C_DOWN + 2 * C_ACROSS);
    s33.intoArray(sums, to + 3 * C_DOWN + 3 * C_ACROSS);
  }
}
