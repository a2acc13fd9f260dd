package org.gan4j.report.picture;

import java.util.Arrays;
import java.util.List;

/**
 * Points in the plane.
 *
 * @param points the points, in any order; those that are infinite or NaN are left out
 */
public record Cloud(List<Point> points) {

  /** One point. */
  public record Point(double x, double y) {
    boolean isFinite() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /** Keeps the finite points. */
  public Cloud {
    points = points.stream().filter(Point::isFinite).toList();
  }

  /** The points of rows; of more than two coordinates only the first two are shown. */
  public static Cloud of(float[][] rows) {
    return new Cloud(
        Arrays.stream(rows).map(row -> new Point(row[0], row.length > 1 ? row[1] : 0)).toList());
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
