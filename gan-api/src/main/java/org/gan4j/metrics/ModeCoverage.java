package org.gan4j.metrics;

import java.util.BitSet;
import org.gan4j.data.Mixture;

/**
 * How points spread over the modes of a mixture, by VEEGAN's protocol (Srivastava et al. 2017, with
 * 2,500 points): a point is of high quality if it lies within 3 sigma of its nearest mode; a mode
 * is captured if it is nearest to at least one such point. Points of the mixture itself are of high
 * quality with probability {@code 1 - exp(-9/2)}, about 0.989.
 *
 * @param modesCaptured how many modes are captured
 * @param highQuality the share of points of high quality, in [0, 1]
 */
public record ModeCoverage(int modesCaptured, double highQuality) {
  private static final double SIGMAS = 3;

  /**
   * Measures points (x, y).
   *
   * @throws IllegalArgumentException if there are none, or one is not two coordinates
   */
  public static ModeCoverage of(Mixture mixture, float[][] points) {
    Requirements.requirePoints(1, 2, points, "mode coverage");
    BitSet captured = new BitSet();
    int good = 0;
    for (float[] point : points) {
      int nearest = mixture.nearestMode(point[0], point[1]);
      double distance = mixture.modes().get(nearest).distance(point[0], point[1]);
      if (distance <= SIGMAS * mixture.sigma()) {
        good++;
        captured.set(nearest);
      }
    }
    return new ModeCoverage(captured.cardinality(), (double) good / points.length);
  }
}
