package org.gan4j.examples;

import java.util.Random;
import org.gan4j.data.Images;
import org.gan4j.tensor.Shape;

/** Small images that tests make: one bright row or column each, which one is the class. */
public final class MadeImages {
  private static final int SIZE = 8;
  private static final int CLASSES = 10;

  private MadeImages() {}

  /** Images of 8 x 8 pixels, of ten classes in turn, with a little noise. */
  public static Images bars(int count) {
    byte[] pixels = new byte[count * SIZE * SIZE];
    byte[] labels = new byte[count];
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % CLASSES);
      for (int p = 0; p < SIZE * SIZE; p++) {
        int line = labels[i] < CLASSES / 2 ? p / SIZE : p % SIZE;
        boolean bright = line == labels[i] % (CLASSES / 2) + 1;
        pixels[i * SIZE * SIZE + p] = (byte) (random.nextInt(30) + (bright ? 220 : 0));
      }
    }
    return Images.of(Shape.of(SIZE, SIZE, 1), pixels, labels, CLASSES);
  }
}
