package org.gan4j.backend.jvm.lanes;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.gan4j.backend.jvm.kernel.Kernels.INDEX;
import static org.gan4j.backend.jvm.lanes.VectorKernels.TILE_COLUMNS;
import static org.gan4j.backend.jvm.lanes.VectorKernels.TILE_ROWS;
import static org.gan4j.backend.jvm.lanes.VectorLanes.SPECIES;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Tiles;

/**
 * Tiles of 2 vectors by 8 rows, whose 16 sums are in 32 registers; or by 4 rows on 16 registers:
 * with 6 rows the JIT runs out of them in every other JVM, and a product takes twice as long.
 *
 * <p>The strides of the left factor are constants: see {@link Strides}. So an element's bounds are
 * checked once for all rows; with a check for each, the JIT keeps the sums as they were before a
 * step beside those after it.
 *
 * <p>The JIT inlines 8,000 bytecodes in the order in which they are written, and what comes after
 * them less well: a vector that is stored becomes an object then, and sums are in memory instead of
 * in registers. Whether that happens to a longer method depends on what else the JVM has compiled.
 * Hence the sums are stored as they are, and added elsewhere; and the methods of {@link
 * FloatVector} are called without any between.
 */
final class VectorTiles implements Tiles {
  private static final int LANES = SPECIES.length();
  private static final Strides STRIDES = Strides.ofCaller(MethodHandles.lookup());
  private static final int DOWN = STRIDES.leftDown();
  private static final int ACROSS = STRIDES.leftAcross();

  /** A row of a panel, as a number that the JIT does not know: see {@link BlockProduct}. */
  private final int step = TILE_COLUMNS;

  @Override
  public void multiply(float[] l, int left, float[] panels, int right, int inner, float[] tile) {
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
      if (TILE_ROWS == 8) {
        x = broadcast(SPECIES, l[a + 4 * DOWN]);
        c40 = x.fma(b0, c40);
        c41 = x.fma(b1, c41);
        x = broadcast(SPECIES, l[a + 5 * DOWN]);
        c50 = x.fma(b0, c50);
        c51 = x.fma(b1, c51);
        x = broadcast(SPECIES, l[a + 6 * DOWN]);
        c60 = x.fma(b0, c60);
        c61 = x.fma(b1, c61);
        x = broadcast(SPECIES, l[a + 7 * DOWN]);
        c70 = x.fma(b0, c70);
        c71 = x.fma(b1, c71);
      }
      row += ACROSS;
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, TILE_COLUMNS);
    c11.intoArray(tile, TILE_COLUMNS + LANES);
    c20.intoArray(tile, 2 * TILE_COLUMNS);
    c21.intoArray(tile, 2 * TILE_COLUMNS + LANES);
    c30.intoArray(tile, 3 * TILE_COLUMNS);
    c31.intoArray(tile, 3 * TILE_COLUMNS + LANES);
    if (TILE_ROWS == 8) {
      c40.intoArray(tile, 4 * TILE_COLUMNS);
      c41.intoArray(tile, 4 * TILE_COLUMNS + LANES);
      c50.intoArray(tile, 5 * TILE_COLUMNS);
      c51.intoArray(tile, 5 * TILE_COLUMNS + LANES);
      c60.intoArray(tile, 6 * TILE_COLUMNS);
      c61.intoArray(tile, 6 * TILE_COLUMNS + LANES);
      c70.intoArray(tile, 7 * TILE_COLUMNS);
      c71.intoArray(tile, 7 * TILE_COLUMNS + LANES);
    }
  }

  @Override
  public void add(float[] tile, float[] c, int start, int stride) {
    int to = start;
    for (int at = 0; at < TILE_ROWS * TILE_COLUMNS; at += TILE_COLUMNS) {
      fromArray(SPECIES, c, to).add(fromArray(SPECIES, tile, at)).intoArray(c, to);
      fromArray(SPECIES, c, to + LANES)
          .add(fromArray(SPECIES, tile, at + LANES))
          .intoArray(c, to + LANES);
      to += stride;
    }
  }
}
