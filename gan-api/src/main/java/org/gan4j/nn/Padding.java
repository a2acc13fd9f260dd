package org.gan4j.nn;

import org.gan4j.tensor.Window;

/** How many zeros a convolution puts around its images. */
public enum Padding {
  /**
   * As many as give {@code ceil(size / stride)} positions, the odd one at the bottom and right, as
   * TensorFlow's SAME does.
   */
  SAME {
    @Override
    Window window(int stride, int height, int width, int filterHeight, int filterWidth) {
      return Window.same(stride, height, width, filterHeight, filterWidth);
    }

    @Override
    int transposedSize(int size, int stride, int filter) {
      return size * stride;
    }
  },
  /** None: {@code floor((size - filter) / stride) + 1} positions. */
  VALID {
    @Override
    Window window(int stride, int height, int width, int filterHeight, int filterWidth) {
      return Window.valid(stride);
    }

    @Override
    int transposedSize(int size, int stride, int filter) {
      return (size - 1) * stride + filter;
    }
  };

  /** The window of a convolution of images of this size. */
  abstract Window window(int stride, int height, int width, int filterHeight, int filterWidth);

  /** The smallest size of images whose convolution is whole and has this many positions. */
  abstract int transposedSize(int size, int stride, int filter);
}
