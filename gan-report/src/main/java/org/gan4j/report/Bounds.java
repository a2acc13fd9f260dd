package org.gan4j.report;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/**
 * The part of the plane that a plot shows.
 *
 * @param left the smallest x
 * @param right the largest x
 * @param bottom the smallest y
 * @param top the largest y
 */
record Bounds(double left, double right, double bottom, double top) {
  private static final double MARGIN = 0.06;

  /** Around all points, with a margin. */
  static Bounds around(Collection<Cloud> clouds) {
    DoubleSummaryStatistics x = new DoubleSummaryStatistics();
    DoubleSummaryStatistics y = new DoubleSummaryStatistics();
    for (Cloud cloud : clouds) {
      for (Cloud.Point point : cloud.points()) {
        x.accept(point.x());
        y.accept(point.y());
      }
    }
    double width = margin(x);
    double height = margin(y);
    return x.getCount() == 0
        ? new Bounds(0, 1, 0, 1)
        : new Bounds(
            x.getMin() - width, x.getMax() + width, y.getMin() - height, y.getMax() + height);
  }

  private static double margin(DoubleSummaryStatistics values) {
    double range = values.getMax() - values.getMin();
    return range > 0 ? MARGIN * range : 0.5;
  }
}
