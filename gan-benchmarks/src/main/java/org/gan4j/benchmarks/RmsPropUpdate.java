package org.gan4j.benchmarks;

import static org.gan4j.benchmarks.DenseKernels.LANES;
import static org.gan4j.benchmarks.DenseKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

final class RmsPropUpdate {
  private static final VectorSpecies<Integer> LANE_NUMBERS = IntVector.SPECIES_PREFERRED;

  private RmsPropUpdate() {}

  /** Reduces the lane sums to gradients, updates, and zeroes the sums. */
  static void apply(float[] sums, float[] meanSquares, float[] w) {
    int rows = w.length;
    for (int half = LANES / 2; half > 0; half /= 2) {
      rows /= 2;
      halve(sums, half, rows);
    }
    for (int i = 0; i < w.length; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, sums, i);
      FloatVector ms = FloatVector.fromArray(SPECIES, meanSquares, i);
      ms = g.mul(g).sub(ms).mul(0.1f).add(ms);
      ms.intoArray(meanSquares, i);
      FloatVector.fromArray(SPECIES, w, i)
          .sub(g.mul(0.001f).div(ms.add(1e-10f).sqrt()))
          .intoArray(w, i);
    }
    Arrays.fill(sums, 0f);
  }

  private static void halve(float[] sums, int half, int rows) {
    IntVector half_bit = IntVector.zero(LANE_NUMBERS).addIndex(1).and(half);
    for (int row = 0; row < rows; row++) {
      int x = ((row + (row & -half)) * LANES) & 0xffff;
      int y = (x + half * LANES) & 0xffff;
      FloatVector a = FloatVector.fromArray(SPECIES, sums, x);
      FloatVector b = FloatVector.fromArray(SPECIES, sums, x + half);
      a = a.blend(FloatVector.fromArray(SPECIES, sums, y - half), half_bit.compare(VectorOperators.NE, 0).cast(SPECIES));
      b = b.blend(FloatVector.fromArray(SPECIES, sums, y), half_bit.compare(VectorOperators.NE, 0).cast(SPECIES));
      a.add(b).intoArray(sums, row * LANES);
    }
  }
}
