package org.gan4j.backend.jvm;

import java.util.Arrays;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Window;

/**
 * A convolution and its two gradients, each bound to its arrays, as sums of scaled rows of
 * channels, a loop that the JIT vectorizes by itself.
 */
final class Convolution {
  private final Window window;
  private final int batch;
  private final int height;
  private final int width;
  private final int in;
  private final int filterHeight;
  private final int filterWidth;
  private final int out;
  private final int outHeight;
  private final int outWidth;
  private final float[] transposedFilter;

  Convolution(Window window, Shape images, Shape filter, Shape results) {
    this.window = window;
    this.batch = images.size(0);
    this.height = images.size(1);
    this.width = images.size(2);
    this.in = images.size(3);
    this.filterHeight = filter.size(0);
    this.filterWidth = filter.size(1);
    this.out = filter.size(3);
    this.outHeight = results.size(1);
    this.outWidth = results.size(2);
    this.transposedFilter = new float[filter.elementCount()];
  }

  /** One pair of an image's and a result's pixel that a filter's position connects. */
  private interface Pixels {
    void connect(int image, int filter, int result);
  }

  Step forward(float[] images, float[] filter, float[] results) {
    Pixels pixels =
        (image, position, result) -> {
          for (int c = 0; c < in; c++) {
            addScaled(
                images[image * in + c],
                filter,
                (position * in + c) * out,
                results,
                result * out,
                out);
          }
        };
    return () -> {
      Arrays.fill(results, 0);
      visit(pixels);
    };
  }

  Step inputGradient(float[] upstream, float[] filter, float[] images) {
    Pixels pixels =
        (image, position, result) -> {
          for (int o = 0; o < out; o++) {
            addScaled(
                upstream[result * out + o],
                transposedFilter,
                (position * out + o) * in,
                images,
                image * in,
                in);
          }
        };
    return () -> {
      Arrays.fill(images, 0);
      transpose(filter);
      visit(pixels);
    };
  }

  Step filterGradient(float[] images, float[] upstream, float[] filter) {
    Pixels pixels =
        (image, position, result) -> {
          for (int c = 0; c < in; c++) {
            addScaled(
                images[image * in + c],
                upstream,
                result * out,
                filter,
                (position * in + c) * out,
                out);
          }
        };
    return () -> {
      Arrays.fill(filter, 0);
      visit(pixels);
    };
  }

  private void visit(Pixels pixels) {
    for (int n = 0; n < batch; n++) {
      for (int i = 0; i < outHeight; i++) {
        for (int j = 0; j < outWidth; j++) {
          int result = (n * outHeight + i) * outWidth + j;
          for (int p = 0; p < filterHeight; p++) {
            int row = i * window.strideHeight() + p - window.top();
            for (int q = 0; q < filterWidth; q++) {
              int column = j * window.strideWidth() + q - window.left();
              if (row >= 0 && row < height && column >= 0 && column < width) {
                int image = (n * height + row) * width + column;
                pixels.connect(image, p * filterWidth + q, result);
              }
            }
          }
        }
      }
    }
  }

  private void transpose(float[] filter) {
    for (int position = 0; position < filterHeight * filterWidth; position++) {
      for (int c = 0; c < in; c++) {
        for (int o = 0; o < out; o++) {
          transposedFilter[(position * out + o) * in + c] = filter[(position * in + c) * out + o];
        }
      }
    }
  }

  private static void addScaled(
      float factor, float[] from, int start, float[] to, int end, int count) {
    for (int i = 0; i < count; i++) {
      to[end + i] += factor * from[start + i];
    }
  }
}
