package org.gan4j.backend.jvm.product;

import java.util.Arrays;

/**
 * What is under a filter at its positions over a batch of images: of each position a row, {@code
 * [filterHeight, filterWidth, channels]}, zero beyond the image. Positions are counted through all
 * images.
 */
final class Patches {
  private final int height;
  private final int width;
  private final int channels;
  private final int filterHeight;
  private final int filterWidth;

  /** Where the filter's first row and column are, for each position over one image. */
  private final int[] tops;

  private final int[] lefts;

  /** The places of a filter along an axis: how many, the first, and how far apart. */
  record Places(int count, int first, int step) {}

  /**
   * @param height of an image {@code [height, width, channels]}
   * @param down where the filter's first row is at its positions, which may be outside
   * @param across where the filter's first column is
   */
  Patches(
      int height,
      int width,
      int channels,
      int filterHeight,
      int filterWidth,
      Places down,
      Places across) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.filterHeight = filterHeight;
    this.filterWidth = filterWidth;
    this.tops = new int[down.count * across.count];
    this.lefts = new int[tops.length];
    for (int i = 0; i < tops.length; i++) {
      tops[i] = down.first + i / across.count * down.step;
      lefts[i] = across.first + i % across.count * across.step;
    }
  }

  /** The values of a row of a filter. */
  private int filterRow() {
    return filterWidth * channels;
  }

  /** The values of a filter. */
  int size() {
    return filterHeight * filterRow();
  }

  /** The values of an image. */
  int imageSize() {
    return height * width * channels;
  }

  /** Positions over one image. */
  int positions() {
    return tops.length;
  }

  /**
   * Copies the values from {@code begin} to {@code end} of some patches.
   *
   * @param patches where to: for each position a row, {@code stride} from the next
   */
  void copy(float[] images, int begin, int end, int first, int count, float[] patches, int stride) {
    int firstRow = begin / Math.max(1, filterRow());
    int image = first / positions();
    int position = first % positions();
    for (int i = 0; i < count; i++) {
      int to = i * stride;
      for (int p = firstRow; p * filterRow() < end; p++) {
        int from = Math.max(begin - p * filterRow(), 0);
        int stop = Math.min(end - p * filterRow(), filterRow());
        copyRow(images, image, tops[position] + p, lefts[position], from, stop, patches, to);
        to += stop - from;
      }
      position++;
      if (position == positions()) {
        position = 0;
        image++;
      }
    }
  }

  /** Copies values of a row of a filter, whose first is over a column that may be outside. */
  private void copyRow(
      float[] images, int image, int row, int left, int begin, int end, float[] to, int at) {
    boolean outside = row < 0 || row >= height;
    int from = outside ? end : Math.min(end, Math.max(begin, -left * channels));
    int stop = Math.max(from, Math.min(end, (width - left) * channels));
    if (begin < from) {
      Arrays.fill(to, at, at + from - begin, 0);
    }
    if (from < stop) {
      int source = ((image * height + row) * width + left) * channels + from;
      System.arraycopy(images, source, to, at + from - begin, stop - from);
    }
    if (stop < end) {
      Arrays.fill(to, at + stop - begin, at + end - begin, 0);
    }
  }

  /** Adds whole patches to the images where {@link #copy} would take them from. */
  void add(float[] patches, int stride, int first, int count, float[] images) {
    int image = first / positions();
    int position = first % positions();
    for (int i = 0; i < count; i++) {
      int left = lefts[position];
      int from = Math.max(0, -left) * channels;
      int stop = Math.min(filterWidth, width - left) * channels;
      for (int p = 0; p < filterHeight; p++) {
        int row = tops[position] + p;
        if (row >= 0 && row < height && from < stop) {
          int to = ((image * height + row) * width + left) * channels + from;
          add(patches, i * stride + p * filterRow() + from, images, to, stop - from);
        }
      }
      position++;
      if (position == positions()) {
        position = 0;
        image++;
      }
    }
  }

  private static void add(float[] from, int start, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] += from[start + i];
    }
  }
}
