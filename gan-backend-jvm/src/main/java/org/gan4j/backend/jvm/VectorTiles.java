package org.gan4j.backend.jvm;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.gan4j.backend.jvm.VectorKernels.INDEX;
import static org.gan4j.backend.jvm.VectorKernels.TILE_ROWS;
import static org.gan4j.backend.jvm.VectorLanes.SPECIES;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;

/**
 * Tiles of 2 vectors by 8 rows, whose 16 sums are in 32 registers; or by 6 rows, whose 12 sums
 * leave 4 of 16 registers to the factors.
 *
 * <p>The strides of the left factor are constants: see {@link Strides}. So an element's bounds are
 * checked once for all rows; with a check for each, the JIT keeps the sums as they were before a
 * step beside those after it, now and then, and a product takes half as long again. The methods of
 * {@link FloatVector} are called as they are, since the JIT ceases to inline others in a method of
 * this length.
 */
final class VectorTiles implements Tiles {
  private static final int LANES = SPECIES.length();
  private static final Strides STRIDES = Strides.ofCaller(MethodHandles.lookup());
  private static final int DOWN = STRIDES.leftDown();
  private static final int ACROSS = STRIDES.leftAcross();

  /** A row of a panel, as a number that the JIT does not know: see {@link BlockProduct}. */
  private final int step = VectorKernels.TILE_COLUMNS;

  @Override
  public void addProduct(
      float[] l,
      int left,
      float[] panels,
      int right,
      int inner,
      float[] c,
      int result,
      int stride) {
    FloatVector c00 = broadcast(SPECIES, 0);
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
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    int row = left;
    int end = right + inner * step;
    for (int at = right; at < end; at += step) {
      int a = row & INDEX;
      int b = at & INDEX;
      FloatVector b0 = fromArray(SPECIES, panels, b);
      FloatVector b1 = fromArray(SPECIES, panels, b + LANES);
      FloatVector x = broadcast(SPECIES, l[a]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = broadcast(SPECIES, l[a + DOWN]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = broadcast(SPECIES, l[a + 2 * DOWN]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = broadcast(SPECIES, l[a + 3 * DOWN]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = broadcast(SPECIES, l[a + 4 * DOWN]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = broadcast(SPECIES, l[a + 5 * DOWN]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      if (TILE_ROWS == 8) {
        x = broadcast(SPECIES, l[a + 6 * DOWN]);
        c60 = x.fma(b0, c60);
        c61 = x.fma(b1, c61);
        x = broadcast(SPECIES, l[a + 7 * DOWN]);
        c70 = x.fma(b0, c70);
        c71 = x.fma(b1, c71);
      }
      row += ACROSS;
    }
    int to = result;
    fromArray(SPECIES, c, to).add(c00).intoArray(c, to);
    fromArray(SPECIES, c, to + LANES).add(c01).intoArray(c, to + LANES);
    to += stride;
    fromArray(SPECIES, c, to).add(c10).intoArray(c, to);
    fromArray(SPECIES, c, to + LANES).add(c11).intoArray(c, to + LANES);
    to += stride;
    fromArray(SPECIES, c, to).add(c20).intoArray(c, to);
    fromArray(SPECIES, c, to + LANES).add(c21).intoArray(c, to + LANES);
    to += stride;
    fromArray(SPECIES, c, to).add(c30).intoArray(c, to);
    fromArray(SPECIES, c, to + LANES).add(c31).intoArray(c, to + LANES);
    to += stride;
    fromArray(SPECIES, c, to).add(c40).intoArray(c, to);
    fromArray(SPECIES, c, to + LANES).add(c41).intoArray(c, to + LANES);
    to += stride;
    fromArray(SPECIES, c, to).add(c50).intoArray(c, to);
    fromArray(SPECIES, c, to + LANES).add(c51).intoArray(c, to + LANES);
    if (TILE_ROWS == 8) {
      to += stride;
      fromArray(SPECIES, c, to).add(c60).intoArray(c, to);
      fromArray(SPECIES, c, to + LANES).add(c61).intoArray(c, to + LANES);
      to += stride;
      fromArray(SPECIES, c, to).add(c70).intoArray(c, to);
      fromArray(SPECIES, c, to + LANES).add(c71).intoArray(c, to + LANES);
    }
  }
}
