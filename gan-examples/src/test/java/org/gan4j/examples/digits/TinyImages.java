package org.gan4j.examples.digits;

import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.Images;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** Made-up images for tests. */
public final class TinyImages {
  private TinyImages() {}

  /** Images of 8 by 8 pixels with noise, brighter for each of three classes. */
  public static Images of(int count) {
    RandomStream stream = RandomStream.of(1, "tiny images");
    byte[] pixels = new byte[count * 64];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3);
      for (int j = 0; j < 64; j++) {
        pixels[i * 64 + j] = (byte) (80 * labels[i] + stream.nextInt(40));
      }
    }
    return Images.of(Shape.of(8, 8, 1), pixels, labels, 3);
  }

  /** A judge that knows their classes. */
  public static ClassJudge judge(Images images) {
    return ClassJudge.of(new ReferenceBackend(), images, new Classifier.Plan(60, 9, 3e-3, 0));
  }
}
