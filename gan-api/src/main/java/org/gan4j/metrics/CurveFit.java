package org.gan4j.metrics;

import java.util.BitSet;
import org.gan4j.data.Curve;

/**
 * How well points follow a curve. A point fits if its x is within the curve's range and its
 * vertical distance from the (nearest) graph is at most 3% of the curve's height range.
 *
 * @param withinBand the share of points that fit, in [0, 1]
 * @param intervalsCovered how many of 20 equal intervals of x hold at least one point that fits
 */
public record CurveFit(double withinBand, int intervalsCovered) {
  /** The number of equal intervals of x. */
  public static final int INTERVALS = 20;

  private static final double BAND = 0.03;

  /**
   * Measures points (x, y).
   *
   * @throws IllegalArgumentException if there are none, or one is not two coordinates
   */
  public static CurveFit of(Curve curve, float[][] points) {
    Requirements.requirePoints(1, 2, points, "curve fit");
    double allowed = BAND * curve.heightRange();
    BitSet covered = new BitSet(INTERVALS);
    int fitting = 0;
    for (float[] point : points) {
      double x = point[0];
      if (x >= curve.low() && x <= curve.high() && curve.verticalDistance(x, point[1]) <= allowed) {
        fitting++;
        double position = (x - curve.low()) / (curve.high() - curve.low());
        covered.set(Math.min(INTERVALS - 1, (int) (INTERVALS * position)));
      }
    }
    return new CurveFit((double) fitting / points.length, covered.cardinality());
  }
}
