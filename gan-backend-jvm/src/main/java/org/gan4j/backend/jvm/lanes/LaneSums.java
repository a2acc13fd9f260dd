package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.kernel.Kernels.INDEX;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

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
   *
   * <p>The lanes are chosen by bits, since a mask costs JDK 17 several instructions at each use.
   */
  private static void halve(float[] vectors, int half, int rows) {
    IntVector numbers = IntVector.zero(LANE_NUMBERS).addIndex(1).and(half);
    IntVector bits = IntVector.zero(LANE_NUMBERS).blend(-1, numbers.compare(VectorOperators.NE, 0));
    int distance = half * LANES;
    int to = 0;
    for (int first = 0; to < rows * LANES; first += 2 * distance) {
      for (int at = first; at < first + distance; at += LANES) {
        int x = at & INDEX;
        IntVector a = load(vectors, x).reinterpretAsInts();
        IntVector b = load(vectors, x + half).reinterpretAsInts();
        int y = (x + distance) & INDEX;
        a =
            a.lanewise(
                VectorOperators.BITWISE_BLEND, load(vectors, y - half).reinterpretAsInts(), bits);
        b = b.lanewise(VectorOperators.BITWISE_BLEND, load(vectors, y).reinterpretAsInts(), bits);
        a.reinterpretAsFloats().add(b.reinterpretAsFloats()).intoArray(vectors, to & INDEX);
        to += LANES;
      }
    }
  }
}
