package org.gan4j.backend.jvm;

import static org.gan4j.backend.jvm.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of all lanes, in a fixed order. That of {@code reduceLanes} is left open, and differs
 * between interpreted and compiled code.
 */
final class LaneSums {
  private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorMask<Float> UPPER_8 = upper(8);
  private static final VectorMask<Float> UPPER_4 = upper(4);
  private static final VectorMask<Float> UPPER_2 = upper(2);
  private static final VectorMask<Float> UPPER_1 = upper(1);

  private LaneSums() {}

  /** Exchanges lanes that differ in one bit of their number. */
  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
  }

  private static VectorMask<Float> upper(int distance) {
    boolean[] upper = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      upper[lane] = (lane & distance) != 0;
    }
    return VectorMask.fromArray(SPECIES, upper, 0);
  }

  /** The sum of one vector's lanes. */
  static float total(FloatVector x) {
    FloatVector sum = x;
    if (LANES >= 16) {
      sum = sum.add(sum.rearrange(SWAP_8));
    }
    if (LANES >= 8) {
      sum = sum.add(sum.rearrange(SWAP_4));
    }
    if (LANES >= 4) {
      sum = sum.add(sum.rearrange(SWAP_2));
    }
    return sum.add(sum.rearrange(SWAP_1)).lane(0);
  }

  /**
   * The sums of as many vectors as there are lanes, which stand one after another: as a vector in
   * their order in place of the first. Each pass adds the halves of two vectors side by side.
   */
  static void fold(float[] vectors, int start) {
    if (LANES >= 16) {
      for (int i = start; i < start + 8 * LANES; i += LANES) {
        halves(load(vectors, i), load(vectors, i + 8 * LANES), UPPER_8, SWAP_8)
            .intoArray(vectors, i);
      }
    }
    if (LANES >= 8) {
      for (int i = start; i < start + 4 * LANES; i += LANES) {
        halves(load(vectors, i), load(vectors, i + 4 * LANES), UPPER_4, SWAP_4)
            .intoArray(vectors, i);
      }
    }
    if (LANES >= 4) {
      for (int i = start; i < start + 2 * LANES; i += LANES) {
        halves(load(vectors, i), load(vectors, i + 2 * LANES), UPPER_2, SWAP_2)
            .intoArray(vectors, i);
      }
    }
    halves(load(vectors, start), load(vectors, start + LANES), UPPER_1, SWAP_1)
        .intoArray(vectors, start);
  }

  private static FloatVector halves(
      FloatVector a, FloatVector b, VectorMask<Float> upper, VectorShuffle<Float> swap) {
    return a.blend(b, upper).add(b.blend(a, upper).rearrange(swap));
  }
}
