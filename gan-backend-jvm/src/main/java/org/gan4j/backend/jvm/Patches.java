package org.gan4j.backend.jvm;

import java.util.Arrays;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Window;

/**
 * What is under a filter at its positions over a batch of images: of each position a row, {@code
 * [filterHeight, filterWidth, channels]}, zero beyond the image. Positions are counted through all
 * images.
 */
final class Patches {
  private final Window window;
  private final int height;
  private final int width;
  private final int channels;
  private final int filterHeight;
  private final int filterWidth;
  private final int down;
  private final int across;

  /**
   * @param images {@code [batch, height, width, channels]}
   * @param positions {@code [batch, down, across, ...]}
   */
  Patches(Window window, Shape images, int filterHeight, int filterWidth, Shape positions) {
    this.window = window;
    this.height = images.size(1);
    this.width = images.size(2);
    this.channels = images.size(3);
    this.filterHeight = filterHeight;
    this.filterWidth = filterWidth;
    this.down = positions.size(1);
    this.across = positions.size(2);
  }

  /** The values of a row of a filter. */
  int filterRow() {
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
    return down * across;
  }

  /**
   * Copies the values from {@code begin} to {@code end} of some patches.
   *
   * @param patches where to: for each position a row, {@code stride} from the next
   */
  void copy(float[] images, int begin, int end, int first, int count, float[] patches, int stride) {
    for (int i = 0; i < count; i++) {
      for (int at = begin; at < end; ) {
        int p = at / filterRow();
        int stop = Math.min(end, (p + 1) * filterRow());
        int start = p * filterRow();
        copyRow(images, first + i, p, at - start, stop - start, patches, i * stride + at - begin);
        at = stop;
      }
    }
  }

  private void copyRow(
      float[] images, int position, int p, int begin, int end, float[] to, int at) {
    int row = row(position, p);
    int column = column(position);
    int from = row < 0 ? end : Math.min(end, Math.max(begin, -column * channels));
    int stop = Math.max(from, Math.min(end, (width - column) * channels));
    if (begin < from) {
      Arrays.fill(to, at, at + from - begin, 0);
    }
    if (from < stop) {
      int source = pixel(position, row, column) * channels + from;
      System.arraycopy(images, source, to, at + from - begin, stop - from);
    }
    if (stop < end) {
      Arrays.fill(to, at + stop - begin, at + end - begin, 0);
    }
  }

  /** Adds what {@link #copy} would copy to the images where it was taken from. */
  void add(
      float[] patches, int stride, int firstRow, int endRow, int first, int count, float[] images) {
    for (int i = 0; i < count; i++) {
      int position = first + i;
      int column = column(position);
      int from = Math.max(0, -column);
      int end = Math.min(filterWidth, width - column);
      for (int p = firstRow; p < endRow; p++) {
        int row = row(position, p);
        if (row >= 0 && from < end) {
          add(
              patches,
              i * stride + (p - firstRow) * filterRow() + from * channels,
              images,
              pixel(position, row, column + from) * channels,
              (end - from) * channels);
        }
      }
    }
  }

  private static void add(float[] from, int start, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] += from[start + i];
    }
  }

  /** The image's row under a row of the filter, -1 outside of the image. */
  private int row(int position, int p) {
    int row = position % positions() / across * window.strideHeight() + p - window.top();
    return row < height ? row : -1;
  }

  /** The image's column under the filter's first, which may be outside. */
  private int column(int position) {
    return position % across * window.strideWidth() - window.left();
  }

  private int pixel(int position, int row, int column) {
    return (position / positions() * height + row) * width + column;
  }
}
