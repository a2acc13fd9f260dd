package org.gan4j.examples.pix2pix;

import org.gan4j.data.Images;
import org.gan4j.examples.translation.ImageMaps;
import org.gan4j.tensor.Shape;

/**
 * Pairs of the edges of an image and the image, as images of two channels: the edges come first.
 * Edges are 1 where Sobel's gradient is at least half of its greatest size along an axis, and -1
 * elsewhere.
 */
public final class EdgePairs {
  /** Of a gradient whose greatest size on one axis is 8, a step from -1 to 1. */
  private static final double THRESHOLD = 4;

  private EdgePairs() {}

  /** Pairs of images of one channel with their edges. */
  public static Images of(Images images) {
    Shape shape = images.rowShape();
    int height = shape.size(0);
    int width = shape.size(1);
    return ImageMaps.mapped(
        images, Shape.of(height, width, 2), image -> pair(image, height, width));
  }

  private static float[] pair(float[] image, int height, int width) {
    float[] pair = new float[2 * image.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        pair[2 * at] = isEdge(image, height, width, y, x) ? 1 : -1;
        pair[2 * at + 1] = image[at];
      }
    }
    return pair;
  }

  private static boolean isEdge(float[] image, int height, int width, int y, int x) {
    double right = 0;
    double down = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        float value = pixel(image, height, width, y + dy, x + dx);
        right += dx * (2 - Math.abs(dy)) * value;
        down += dy * (2 - Math.abs(dx)) * value;
      }
    }
    return Math.hypot(right, down) >= THRESHOLD;
  }

  /** Beside the image it is as at its edge. */
  private static float pixel(float[] image, int height, int width, int y, int x) {
    return image[
        Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))];
  }

  /** The edges of each pair. */
  static float[][] given(float[][] pairs) {
    return channel(pairs, 0);
  }

  /** The image of each pair. */
  static float[][] wanted(float[][] pairs) {
    return channel(pairs, 1);
  }

  private static float[][] channel(float[][] pairs, int channel) {
    float[][] images = new float[pairs.length][];
    for (int i = 0; i < pairs.length; i++) {
      images[i] = new float[pairs[i].length / 2];
      for (int j = 0; j < images[i].length; j++) {
        images[i][j] = pairs[i][2 * j + channel];
      }
    }
    return images;
  }
}
