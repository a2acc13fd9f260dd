package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Matrix;

/** Blocks of 4 rows of a product of inner dimension 2, whose left factor stays in registers. */
final class OuterBlocks implements BlockProduct {
  private static final int LANES = VectorLanes.SPECIES.length();

  @Override
  public void run(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns, int step) {
    for (int p = 0; p < rows; p += 4) {
      block(l, r, c, p, columns, step);
    }
  }

  private static void block(Matrix l, Matrix r, Matrix c, int row, int columns, int step) {
    float[] left = l.values;
    int a = l.offset + row * l.down;
    FloatVector a00 = broadcast(left[a]);
    FloatVector a01 = broadcast(left[a + l.across]);
    a += l.down;
    FloatVector a10 = broadcast(left[a]);
    FloatVector a11 = broadcast(left[a + l.across]);
    a += l.down;
    FloatVector a20 = broadcast(left[a]);
    FloatVector a21 = broadcast(left[a + l.across]);
    a += l.down;
    FloatVector a30 = broadcast(left[a]);
    FloatVector a31 = broadcast(left[a + l.across]);
    float[] right = r.values;
    float[] to = c.values;
    int end = r.offset + columns;
    int c0 = c.offset + row * c.down;
    int c1 = c0 + c.down;
    int c2 = c1 + c.down;
    int c3 = c2 + c.down;
    for (int b = r.offset; b < end; b += step) {
      FloatVector b0 = load(right, b);
      FloatVector b1 = load(right, b + r.down);
      a01.fma(b1, a00.mul(b0)).intoArray(to, c0);
      a11.fma(b1, a10.mul(b0)).intoArray(to, c1);
      a21.fma(b1, a20.mul(b0)).intoArray(to, c2);
      a31.fma(b1, a30.mul(b0)).intoArray(to, c3);
      c0 += LANES;
      c1 += LANES;
      c2 += LANES;
      c3 += LANES;
    }
  }
}
