package org.gan4j.report;

import java.util.Arrays;
import java.util.List;

/**
 * Points in the plane.
 *
 * @param points the points, in any order
 */
public record Cloud(List<Point> points) {

  /** One point. */
  public record Point(double x, double y) {}

  /** Copies the points. */
  public Cloud {
    points = List.copyOf(points);
  }

  /**
   * The points of rows; of more than two coordinates only the first two are shown, and what is
   * infinite or NaN is left out.
   */
  public static Cloud of(float[][] rows) {
    return new Cloud(
        Arrays.stream(rows)
            .map(row -> new Point(row[0], row.length > 1 ? row[1] : 0))
            .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
            .toList());
  }

  /** The mean of all points. */
  public Point centroid() {
    return new Point(
        points.stream().mapToDouble(Point::x).average().orElse(0),
        points.stream().mapToDouble(Point::y).average().orElse(0));
  }

  double[] xs() {
    return points.stream().mapToDouble(Point::x).toArray();
  }

  double[] ys() {
    return points.stream().mapToDouble(Point::y).toArray();
  }
}
