package org.gan4j.metrics;

import java.util.BitSet;
import org.gan4j.data.Mixture;

/**
 * How points spread over the modes of a mixture, by VEEGAN's protocol (Srivastava et al. 2017, with
 * 2,500 points): a point is of high quality if it lies within 3 sigma of its nearest mode; a mode
 * is captured if it is nearest to at least one such point.
 *
 * @param modesCaptured how many modes are captured
 * @param highQuality the share of points of high quality, in [0, 1]
 */
public record ModeCoverage(int modesCaptured, double highQuality) {

  /** Measures points (x, y). */
  public static ModeCoverage of(Mixture mixture, float[][] points) {
    BitSet captured = new BitSet();
    int good = 0;
    for (float[] point : points) {
      int nearest = nearest(mixture, point);
      if (distance(mixture.modes().get(nearest), point) <= 3 * mixture.sigma()) {
        good++;
        captured.set(nearest);
      }
    }
    return new ModeCoverage(captured.cardinality(), (double) good / points.length);
  }

  private static int nearest(Mixture mixture, float[] point) {
    int nearest = 0;
    for (int i = 1; i < mixture.modes().size(); i++) {
      if (distance(mixture.modes().get(i), point) < distance(mixture.modes().get(nearest), point)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static double distance(Mixture.Mode mode, float[] point) {
    return Math.hypot(point[0] - mode.x(), point[1] - mode.y());
  }
}
