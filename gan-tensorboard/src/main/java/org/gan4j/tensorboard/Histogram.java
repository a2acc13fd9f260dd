package org.gan4j.tensorboard;

import java.util.Arrays;

/**
 * How numbers are distributed, in buckets of equal width from the smallest to the largest. Numbers
 * that are not finite are left out.
 *
 * @param limits the upper end of each bucket
 * @param counts how many numbers are in each
 */
record Histogram(
    double min, double max, double sum, double sumOfSquares, double[] limits, double[] counts) {
  private static final int BUCKETS = 30;

  static Histogram of(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double sumOfSquares = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        sumOfSquares += (double) value * value;
      }
    }
    if (min > max) {
      return new Histogram(0, 0, 0, 0, new double[] {0}, new double[1]);
    }
    // Of equal numbers there is one bucket, which they are the end of.
    int buckets = min == max ? 1 : BUCKETS;
    double[] limits = new double[buckets];
    for (int i = 0; i < buckets; i++) {
      limits[i] = min + (max - min) * (i + 1) / buckets;
    }
    limits[buckets - 1] = max;
    double[] counts = new double[buckets];
    for (float value : values) {
      if (Float.isFinite(value)) {
        int place = Arrays.binarySearch(limits, value);
        counts[place < 0 ? -place - 1 : place]++;
      }
    }
    return new Histogram(min, max, sum, sumOfSquares, limits, counts);
  }

  /** As TensorFlow's {@code HistogramProto}. */
  Message message() {
    return new Message()
        .number(1, min)
        .number(2, max)
        .number(3, Arrays.stream(counts).sum())
        .number(4, sum)
        .number(5, sumOfSquares)
        .numbers(6, limits)
        .numbers(7, counts);
  }
}
