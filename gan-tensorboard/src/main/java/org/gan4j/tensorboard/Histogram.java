package org.gan4j.tensorboard;

import java.util.Arrays;

/**
 * How numbers are distributed, in buckets of equal width from the smallest to the largest. Numbers
 * that are not finite are left out.
 */
final class Histogram {
  private static final int BUCKETS = 30;

  final double min;
  final double max;
  final double sum;
  final double sumOfSquares;

  /** The upper end of each bucket. */
  final double[] limits;

  /** How many numbers are in each. */
  final double[] counts;

  private Histogram(
      double min, double max, double sum, double sumOfSquares, double[] limits, double[] counts) {
    this.min = min;
    this.max = max;
    this.sum = sum;
    this.sumOfSquares = sumOfSquares;
    this.limits = limits;
    this.counts = counts;
  }

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
