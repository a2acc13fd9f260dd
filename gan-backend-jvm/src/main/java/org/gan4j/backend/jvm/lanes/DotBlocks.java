package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.kernel.Kernels.INDEX;
import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * The lane sums of a product of factors that are both contiguous along the inner dimension, in
 * blocks of 4 by 2 dot products. An element of the result is a vector.
 */
final class DotBlocks implements BlockProduct {
  private static final Strides STRIDES = Strides.ofCaller(MethodHandles.lookup());
  private static final int L_DOWN = STRIDES.leftDown();
  private static final int R_ACROSS = STRIDES.rightAcross();
  private static final int C_DOWN = STRIDES.resultDown();
  private static final int C_ACROSS = STRIDES.resultAcross();

  @Override
  public void run(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns, int step) {
    for (int q = 0; q < columns; q += 2) {
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
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int end = left + inner;
    int across = right;
    for (int at = left; at < end; at += step) {
      int a = at & INDEX;
      int b = across & INDEX;
      FloatVector b0 = load(r, b);
      FloatVector b1 = load(r, b + R_ACROSS);
      FloatVector x = load(l, a);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = load(l, a + L_DOWN);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = load(l, a + 2 * L_DOWN);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = load(l, a + 3 * L_DOWN);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      across += step;
    }
    int to = result & INDEX;
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + C_ACROSS);
    s10.intoArray(sums, to + C_DOWN);
    s11.intoArray(sums, to + C_DOWN + C_ACROSS);
    s20.intoArray(sums, to + 2 * C_DOWN);
    s21.intoArray(sums, to + 2 * C_DOWN + C_ACROSS);
    s30.intoArray(sums, to + 3 * C_DOWN);
    s31.intoArray(sums, to + 3 * C_DOWN + C_ACROSS);
  }
}
