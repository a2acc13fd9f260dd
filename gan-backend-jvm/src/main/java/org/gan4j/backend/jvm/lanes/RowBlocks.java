package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.kernel.Kernels.INDEX;
import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * A product with a right factor of contiguous rows, in blocks of 4 rows by 2 vectors. Each pass
 * takes two rows of the right factor, with an index each, since the JIT would load both at once
 * from one index and run out of registers.
 */
final class RowBlocks implements BlockProduct {
  private static final int LANES = VectorLanes.SPECIES.length();
  private static final Strides STRIDES = Strides.ofCaller(MethodHandles.lookup());
  private static final int L_DOWN = STRIDES.leftDown();
  private static final int L_ACROSS = STRIDES.leftAcross();
  private static final int R_DOWN = STRIDES.rightDown();
  private static final int C_DOWN = STRIDES.resultDown();

  @Override
  public void run(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns, int step) {
    for (int p = 0; p < rows; p += 4) {
      int left = l.offset + p * L_DOWN;
      int result = c.offset + p * C_DOWN;
      for (int q = 0; q < columns; q += 2 * LANES) {
        block(l.values, left, r.values, r.offset + q, c.values, result + q, inner, step);
      }
    }
  }

  private static void block(
      float[] l, int left, float[] r, int right, float[] c, int result, int inner, int step) {
    FloatVector c00 = broadcast(0);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    int at = left;
    int row = right;
    int pairs = right + inner / 2 * 2 * R_DOWN;
    for (; row < pairs; row += step) {
      int a = at & INDEX;
      int b = row & INDEX;
      FloatVector b0 = load(r, b);
      FloatVector b1 = load(r, b + LANES);
      FloatVector x = broadcast(l[a]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(l[a + L_DOWN]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(l[a + 2 * L_DOWN]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(l[a + 3 * L_DOWN]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      a = (at + L_ACROSS) & INDEX;
      b = (row + R_DOWN) & INDEX;
      b0 = load(r, b);
      b1 = load(r, b + LANES);
      x = broadcast(l[a]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(l[a + L_DOWN]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(l[a + 2 * L_DOWN]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(l[a + 3 * L_DOWN]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      at += 2 * L_ACROSS;
    }
    if (inner % 2 != 0) {
      int a = at & INDEX;
      int b = row & INDEX;
      FloatVector b0 = load(r, b);
      FloatVector b1 = load(r, b + LANES);
      FloatVector x = broadcast(l[a]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(l[a + L_DOWN]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(l[a + 2 * L_DOWN]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(l[a + 3 * L_DOWN]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
    }
    int to = result & INDEX;
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to + C_DOWN);
    c11.intoArray(c, to + C_DOWN + LANES);
    c20.intoArray(c, to + 2 * C_DOWN);
    c21.intoArray(c, to + 2 * C_DOWN + LANES);
    c30.intoArray(c, to + 3 * C_DOWN);
    c31.intoArray(c, to + 3 * C_DOWN + LANES);
  }
}
