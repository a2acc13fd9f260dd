package org.gan4j.report.picture;

import java.util.Arrays;
import java.util.Collection;

/**
 * The part of the plane that a plot shows.
 *
 * @param left the smallest x
 * @param right the largest x
 * @param bottom the smallest y
 * @param top the largest y
 */
public record Bounds(double left, double right, double bottom, double top) {
  private static final double MARGIN = 0.08;

  /** Around all points, with a margin. */
  public static Bounds around(Collection<Cloud> clouds) {
    return around(clouds, 0);
  }

  /**
   * Around all points but a share of outliers on each side, with a margin.
   *
   * @param outliers in [0, 0.5)
   */
  public static Bounds around(Collection<Cloud> clouds, double outliers) {
    double[] x = clouds.stream().flatMapToDouble(c -> Arrays.stream(c.xs())).sorted().toArray();
    double[] y = clouds.stream().flatMapToDouble(c -> Arrays.stream(c.ys())).sorted().toArray();
    if (x.length == 0) {
      return new Bounds(0, 1, 0, 1);
    }
    double width = margin(x, outliers);
    double height = margin(y, outliers);
    return new Bounds(
        low(x, outliers) - width,
        high(x, outliers) + width,
        low(y, outliers) - height,
        high(y, outliers) + height);
  }

  /** As much larger as round numbers are apart, so that more points seldom change it. */
  public Bounds rounded() {
    double across = step(right - left);
    double up = step(top - bottom);
    return new Bounds(
        Math.floor(left / across) * across,
        Math.ceil(right / across) * across,
        Math.floor(bottom / up) * up,
        Math.ceil(top / up) * up);
  }

  /** The power of ten of which a range has 5 to 50. */
  private static double step(double range) {
    return Math.pow(10, Math.floor(Math.log10(range / 5)));
  }

  /** The points of a cloud that are inside. */
  public Cloud inside(Cloud cloud) {
    return new Cloud(
        cloud.points().stream()
            .filter(p -> p.x() >= left && p.x() <= right && p.y() >= bottom && p.y() <= top)
            .toList());
  }

  private static double low(double[] sorted, double outliers) {
    return sorted[(int) Math.floor(outliers * (sorted.length - 1))];
  }

  private static double high(double[] sorted, double outliers) {
    return sorted[(int) Math.ceil((1 - outliers) * (sorted.length - 1))];
  }

  private static double margin(double[] sorted, double outliers) {
    double range = high(sorted, outliers) - low(sorted, outliers);
    return range > 0 ? MARGIN * range : 0.5;
  }
}
