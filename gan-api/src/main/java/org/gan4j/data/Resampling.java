package org.gan4j.data;

/**
 * How one axis of an image is cropped and brought to another size: each new pixel is a weighted
 * mean of old ones, by the bicubic filter of Keys (1981) with a = -0.5, which for a smaller size is
 * as much wider, so that every old pixel counts.
 */
final class Resampling {
  private final int[] first;
  private final float[][] weights;

  /**
   * Takes a range of an axis.
   *
   * @param size the number of old pixels
   * @param from where the range begins, in old pixels
   * @param scale old pixels to a new one
   * @param target the number of new pixels
   */
  Resampling(int size, double from, double scale, int target) {
    first = new int[target];
    weights = new float[target][];
    double widening = Math.max(1, scale);
    for (int i = 0; i < target; i++) {
      double centre = from + (i + 0.5) * scale - 0.5;
      int low = Math.max(0, (int) Math.ceil(centre - 2 * widening));
      int high = Math.min(size - 1, (int) Math.floor(centre + 2 * widening));
      double[] raw = new double[high - low + 1];
      double sum = 0;
      for (int j = 0; j < raw.length; j++) {
        raw[j] = filter((low + j - centre) / widening);
        sum += raw[j];
      }
      first[i] = low;
      weights[i] = new float[raw.length];
      for (int j = 0; j < raw.length; j++) {
        weights[i][j] = (float) (raw[j] / sum);
      }
    }
  }

  private static double filter(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  /** The first old place that counts. */
  int low() {
    return first[0];
  }

  /** The place after the last old one that counts. */
  int high() {
    int last = first.length - 1;
    return first[last] + weights[last].length;
  }

  /**
   * Resamples the axis of lines of vectors: for a row of pixels the vectors are its channels, for
   * an image they are its rows.
   *
   * @param from the old axis from {@link #low} on, {@code width} values to each of its places
   * @param into the new one, from {@code offset} on
   */
  void apply(float[] from, float[] into, int offset, int width) {
    for (int i = 0; i < first.length; i++) {
      int start = first[i] - low();
      for (int k = 0; k < width; k++) {
        float sum = 0;
        for (int j = 0; j < weights[i].length; j++) {
          sum += weights[i][j] * from[(start + j) * width + k];
        }
        into[offset + i * width + k] = sum;
      }
    }
  }
}
