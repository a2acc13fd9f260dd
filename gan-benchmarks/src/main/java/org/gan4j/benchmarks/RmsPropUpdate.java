package org.gan4j.benchmarks;

import static org.gan4j.benchmarks.DenseKernels.LANES;
import static org.gan4j.benchmarks.DenseKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

final class RmsPropUpdate {
  private RmsPropUpdate() {}

  /** Reduces the lane sums to gradients, zeroes them, and updates. */
  static void apply(float[] sums, float[] gradients, float[] meanSquares, float[] w, int count) {
    reduce(sums, gradients, count);
    Arrays.fill(sums, 0f);
    for (int i = 0; i < w.length; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradients, i);
      FloatVector ms = FloatVector.fromArray(SPECIES, meanSquares, i);
      ms = g.mul(g).sub(ms).mul(0.1f).add(ms);
      ms.intoArray(meanSquares, i);
      FloatVector.fromArray(SPECIES, w, i)
          .sub(g.mul(0.001f).div(ms.add(1e-10f).sqrt()))
          .intoArray(w, i);
    }
  }

  private static void reduce(float[] sums, float[] gradients, int count) {
    if (LANES == 8) {
      for (int i = 0; i < count; i++) {
        int k = i * 8;
        gradients[i] =
            ((sums[k] + sums[k + 1]) + (sums[k + 2] + sums[k + 3]))
                + ((sums[k + 4] + sums[k + 5]) + (sums[k + 6] + sums[k + 7]));
      }
    } else {
      for (int i = 0; i < count; i++) {
        float g = 0;
        for (int k = 0; k < LANES; k++) {
          g += sums[i * LANES + k];
        }
        gradients[i] = g;
      }
    }
  }
}
