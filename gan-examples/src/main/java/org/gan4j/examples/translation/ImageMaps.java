package org.gan4j.examples.translation;

import java.util.function.UnaryOperator;
import org.gan4j.data.Images;
import org.gan4j.tensor.Shape;

/** Images made of images, one by one. */
public final class ImageMaps {
  private ImageMaps() {}

  /**
   * The same images, each made into another one, with their classes.
   *
   * @param shape of the new images, {@code [height, width, channels]}
   * @param map from an image's values, row-major in [-1, 1], to those of the new one, which are
   *     rounded to one of 256 levels
   */
  public static Images mapped(Images images, Shape shape, UnaryOperator<float[]> map) {
    int width = shape.elementCount();
    byte[] pixels = new byte[images.size() * width];
    byte[] labels = new byte[images.size()];
    for (int i = 0; i < images.size(); i++) {
      float[] image = map.apply(row(images, i));
      for (int j = 0; j < width; j++) {
        pixels[i * width + j] = (byte) Math.round((image[j] + 1) * 127.5f);
      }
      labels[i] = (byte) images.label(i);
    }
    return Images.of(shape, pixels, labels, images.classes());
  }

  /** The values of each image, row-major, in [-1, 1]. */
  public static float[][] rows(Images images) {
    float[][] rows = new float[images.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(images, i);
    }
    return rows;
  }

  private static float[] row(Images images, int index) {
    float[] row = new float[images.rowShape().elementCount()];
    images.read(index, row, 0);
    return row;
  }

  /** The mean absolute difference of all values of all rows. */
  public static double meanDistance(float[][] rows, float[][] others) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        sum += Math.abs(rows[i][j] - others[i][j]);
      }
      count += rows[i].length;
    }
    return sum / count;
  }
}
