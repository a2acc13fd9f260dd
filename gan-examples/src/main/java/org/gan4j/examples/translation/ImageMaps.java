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
   * @param map from an image's values, row-major in [-1, 1], which it may not keep, to those of the
   *     new one, which are rounded to one of 256 levels
   */
  public static Images mapped(Images images, Shape shape, UnaryOperator<float[]> map) {
    int width = shape.elementCount();
    byte[] pixels = new byte[images.size() * width];
    byte[] labels = new byte[images.size()];
    float[] given = new float[images.rowShape().elementCount()];
    for (int i = 0; i < images.size(); i++) {
      images.read(i, given, 0);
      float[] image = map.apply(given);
      for (int j = 0; j < width; j++) {
        pixels[i * width + j] = (byte) Math.round((image[j] + 1) * 127.5f);
      }
      labels[i] = (byte) images.label(i);
    }
    return Images.of(shape, pixels, labels, images.classes());
  }
}
