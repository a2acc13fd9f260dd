package org.gan4j.metrics;

/** What a metric asks of the points that it is given. */
final class Points {
  private Points() {}

  static void requireAtLeast(int count, int dimensions, float[][] points, String metric) {
    if (points.length < count) {
      throw new IllegalArgumentException(
          "%s: needs at least %d points, not %d".formatted(metric, count, points.length));
    }
    for (int i = 0; i < points.length; i++) {
      if (points[i].length != dimensions) {
        throw new IllegalArgumentException(
            "%s: point %d has %d coordinates, not %d"
                .formatted(metric, i, points[i].length, dimensions));
      }
    }
  }
}
