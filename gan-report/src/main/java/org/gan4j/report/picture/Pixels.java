package org.gan4j.report.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The pixels of images of type {@code INT_RGB}. */
final class Pixels {
  private static final int RED_BLUE = 0xff00ff;
  private static final int GREEN = 0x00ff00;

  private Pixels() {}

  /** The pixels of an image, row by row: its own, not a copy. */
  static int[] of(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** An image of half the size, each pixel the mean of four. */
  static BufferedImage halved(BufferedImage image) {
    int width = image.getWidth() / 2;
    int height = image.getHeight() / 2;
    BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] from = of(image);
    int[] into = of(half);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 2 * (y * image.getWidth() + x);
        into[y * width + x] =
            mean(
                from[at],
                from[at + 1],
                from[at + image.getWidth()],
                from[at + image.getWidth() + 1]);
      }
    }
    return half;
  }

  private static int mean(int a, int b, int c, int d) {
    if (a == b && a == c && a == d) {
      return a;
    }
    // Red and blue side by side, each with room for the sum of four.
    int redBlue = (a & RED_BLUE) + (b & RED_BLUE) + (c & RED_BLUE) + (d & RED_BLUE) + 0x020002;
    int green = (a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN) + 0x0200;
    return ((redBlue >>> 2) & RED_BLUE) | ((green >>> 2) & GREEN);
  }
}
