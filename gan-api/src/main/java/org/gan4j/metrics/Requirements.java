package org.gan4j.metrics;

/** The checks that metrics share. */
final class Requirements {
  private Requirements() {}

  static void requirePoints(int count, int dimensions, float[][] points, String metric) {
    if (points.length < count) {
      throw new IllegalArgumentException(
          "%s: needs at least %s points, not %s".formatted(metric, count, points.length));
    }
    for (int i = 0; i < points.length; i++) {
      if (points[i].length != dimensions) {
        throw new IllegalArgumentException(
            "%s: point %s has %s coordinates, not %s"
                .formatted(metric, i, points[i].length, dimensions));
      }
    }
  }
}
