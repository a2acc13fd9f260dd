package org.gan4j.examples.cyclegan;

import org.gan4j.data.Images;
import org.gan4j.examples.translation.ImageMaps;
import org.gan4j.tensor.Shape;

/**
 * Two domains of images: some as they are, others inverted and sheared.
 *
 * @param plain light on dark, upright
 * @param changed dark on light, leaning to the right
 */
public record TwoDomains(Images plain, Images changed) {
  /** How many columns a row moves to the right for each row that it lies above the middle. */
  private static final double SHEAR = 0.3;

  /** The first half of the images as they are, the second half changed: there is no pair. */
  public static TwoDomains unpaired(Images images) {
    int half = images.size() / 2;
    return new TwoDomains(images.range(0, half), changed(images.range(half, images.size())));
  }

  /** All images in both domains, for comparison. */
  public static TwoDomains paired(Images images) {
    return new TwoDomains(images, changed(images));
  }

  /** Images of one channel, inverted and sheared. */
  private static Images changed(Images images) {
    Shape shape = images.rowShape();
    return ImageMaps.mapped(images, shape, image -> changed(image, shape.size(0), shape.size(1)));
  }

  private static float[] changed(float[] image, int height, int width) {
    float[] changed = new float[image.length];
    for (int y = 0; y < height; y++) {
      double shift = SHEAR * ((height - 1) / 2.0 - y);
      for (int x = 0; x < width; x++) {
        int left = (int) Math.floor(x - shift);
        double right = x - shift - left;
        double value =
            (1 - right) * pixel(image, width, y, left) + right * pixel(image, width, y, left + 1);
        changed[y * width + x] = (float) -value;
      }
    }
    return changed;
  }

  /** Beside the image it is as dark as the ground of digits. */
  private static float pixel(float[] image, int width, int y, int x) {
    return x < 0 || x >= width ? -1 : image[y * width + x];
  }
}
