package org.gan4j.backend.jvm.product;

import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Window;

/**
 * The pixels of images that meet the same values of a filter, since the filter moves by its stride.
 * With a stride of 2 the even pixels of an axis are one subgrid and the odd ones another. The
 * gradient by these pixels convolves the upstream gradient with these values, back to front.
 */
final class Subgrid {
  /** What the filter's values multiply, for each pixel of the subgrid. */
  final Patches patches;

  /** The filter's values as the right factor, {@code [filterHeight, filterWidth, out] by in}. */
  final Panels panels;

  private final Axis down;
  private final Axis across;
  private final Shape images;

  /** Every {@code stride}-th pixel of an axis of the image, from {@code first} on. */
  private record Axis(int stride, int first, int count, int taps, int origin) {

    /**
     * @param offset the first of the filter's values
     * @param padding the zeros before the image
     */
    static Axis of(int offset, int size, int stride, int padding, int filter) {
      int first = Math.floorMod(offset - padding, stride);
      int count = Math.max(0, (size - first + stride - 1) / stride);
      int taps = Math.max(0, (filter - offset + stride - 1) / stride);
      return new Axis(stride, first, count, taps, (first + padding - offset) / stride - taps + 1);
    }

    Patches.Places places() {
      return new Patches.Places(count, origin, 1);
    }
  }

  /**
   * @param row the first of the filter's rows that belong to the subgrid, below the stride
   * @param column the first of the filter's columns
   * @param images {@code [batch, height, width, in]}
   * @param filterShape {@code [height, width, in, out]}
   * @param upstream {@code [batch, down, across, out]}
   */
  Subgrid(
      Kernels kernels,
      Window window,
      int row,
      int column,
      Shape images,
      float[] filter,
      Shape filterShape,
      Shape upstream) {
    this.images = images;
    this.down =
        Axis.of(row, images.size(1), window.strideHeight(), window.top(), filterShape.size(0));
    this.across =
        Axis.of(column, images.size(2), window.strideWidth(), window.left(), filterShape.size(1));
    int in = filterShape.size(2);
    int out = filterShape.size(3);
    this.patches =
        new Patches(
            upstream.size(1),
            upstream.size(2),
            out,
            down.taps,
            across.taps,
            down.places(),
            across.places());
    Matrix[] values = new Matrix[down.taps * across.taps];
    for (int i = 0; i < values.length; i++) {
      int p = row + (down.taps - 1 - i / across.taps) * down.stride;
      int q = column + (across.taps - 1 - i % across.taps) * across.stride;
      values[i] = new Matrix(filter, (p * filterShape.size(1) + q) * in * out, 1, out);
    }
    this.panels = new Panels(kernels, out, in, values);
  }

  /** How many pixels of all images belong to the subgrid. */
  int pixels() {
    return images.size(0) * patches.positions();
  }

  /** Copies the gradient of some of the pixels to where they are. */
  void place(float[] gradient, int stride, int first, int count, float[] to) {
    int channels = images.size(3);
    int image = first / patches.positions();
    int row = first % patches.positions() / across.count;
    int column = first % across.count;
    for (int i = 0; i < count; i++) {
      int y = image * images.size(1) + down.first + row * down.stride;
      int x = across.first + column * across.stride;
      int at = (y * images.size(2) + x) * channels;
      System.arraycopy(gradient, i * stride, to, at, channels);
      column++;
      if (column == across.count) {
        column = 0;
        row++;
        if (row == down.count) {
          row = 0;
          image++;
        }
      }
    }
  }
}
