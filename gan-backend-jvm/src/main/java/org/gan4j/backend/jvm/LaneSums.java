package org.gan4j.backend.jvm;

import static org.gan4j.backend.jvm.VectorLanes.load;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of all lanes of many vectors, in a fixed order. That of {@code reduceLanes} is left open,
 * and differs between interpreted and compiled code.
 */
final class LaneSums {
  private static final VectorSpecies<Integer> LANE_NUMBERS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = VectorLanes.SPECIES.length();

  private LaneSums() {}

  /**
   * Replaces vectors that stand one after another by the sum of each one's lanes, in their order.
   *
   * @param count how many, a multiple of the lanes
   */
  static void fold(float[] vectors, int count) {
    int rows = count;
    for (int half = LANES / 2; half > 0; half /= 2) {
      rows /= 2;
      halve(vectors, half, rows);
    }
  }

  /**
   * Makes one vector of two: the lanes of either are added to those {@code half} further, and the
   * sums of the second take the lanes that the first does not need any more. The vectors joined are
   * such that after the last halving all sums are in order.
   */
  private static void halve(float[] vectors, int half, int rows) {
    IntVector upper = IntVector.zero(LANE_NUMBERS).addIndex(1).and(half);
    for (int row = 0; row < rows; row++) {
      int x = (row + (row & -half)) * LANES;
      int y = x + half * LANES;
      // JDK 17 keeps a mask that is made before the loop as booleans and expands it at each use.
      var a =
          load(vectors, x)
              .blend(
                  load(vectors, y - half),
                  upper.compare(VectorOperators.NE, 0).cast(VectorLanes.SPECIES));
      var b =
          load(vectors, x + half)
              .blend(
                  load(vectors, y), upper.compare(VectorOperators.NE, 0).cast(VectorLanes.SPECIES));
      a.add(b).intoArray(vectors, row * LANES);
    }
  }
}
