package org.gan4j.benchmarks;

import static org.gan4j.benchmarks.DenseKernels.INDEX;
import static org.gan4j.benchmarks.DenseKernels.LANES;
import static org.gan4j.benchmarks.DenseKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** RMSProp by TensorFlow 1's rule: {@code ms += (g g - ms) 0.1; w -= 0.001 g / sqrt(ms + eps)}. */
final class RmsPropUpdate {
  private static final VectorSpecies<Integer> LANE_NUMBERS = IntVector.SPECIES_PREFERRED;

  private RmsPropUpdate() {}

  /**
   * Folds the vector of partial sums of each parameter to its gradient, updates, and zeroes the
   * sums.
   *
   * @param sums a vector for each element of w, and room for another one at least
   * @param w a multiple of the lanes
   */
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

  /**
   * Makes one row of two: the lanes of either are added to those {@code half} further, and the sums
   * of the second take the lanes that the first does not need any more. The rows joined are such
   * that after the last halving the parameters are in their order.
   */
  private static void halve(float[] sums, int half, int rows) {
    IntVector upper = IntVector.zero(LANE_NUMBERS).addIndex(1).and(half);
    for (int row = 0; row < rows; row++) {
      int x = ((row + (row & -half)) * LANES) & INDEX;
      int y = (x + half * LANES) & INDEX;
      // JDK 17 keeps a mask that is made before the loop as booleans and expands it at each use.
      FloatVector a =
          FloatVector.fromArray(SPECIES, sums, x)
              .blend(
                  FloatVector.fromArray(SPECIES, sums, y - half),
                  upper.compare(VectorOperators.NE, 0).cast(SPECIES));
      FloatVector b =
          FloatVector.fromArray(SPECIES, sums, x + half)
              .blend(
                  FloatVector.fromArray(SPECIES, sums, y),
                  upper.compare(VectorOperators.NE, 0).cast(SPECIES));
      a.add(b).intoArray(sums, row * LANES);
    }
  }
}
