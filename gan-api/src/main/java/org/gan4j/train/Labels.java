package org.gan4j.train;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.gan4j.data.Classes;
import org.gan4j.data.LabelledSamples;
import org.gan4j.data.Samples;
import org.gan4j.random.RandomStream;

/** The classes of a batch as programs read them; empty for a GAN without classes. */
final class Labels {
  private final int classes;
  private final int batch;
  private final int[] labels;
  private final float[] oneHot;

  Labels(int classes, int batch) {
    this.classes = classes;
    this.batch = batch;
    this.labels = new int[classes == 0 ? 0 : batch];
    this.oneHot = new float[labels.length * classes];
  }

  /** Row-major {@code [batch, classes]}, the same array at each call. */
  float[] oneHot() {
    return oneHot;
  }

  /** Draws a batch of samples, with their classes if those are needed. */
  void fill(Samples data, float[] rows, RandomStream stream) {
    if (classes == 0) {
      data.fill(rows, batch, stream);
      return;
    }
    if (!(data instanceof LabelledSamples labelled) || labelled.classes() != classes) {
      throw new IllegalArgumentException(
          "this GAN needs samples of %d classes, and gets %s"
              .formatted(
                  classes,
                  data instanceof LabelledSamples other
                      ? "samples of " + other.classes()
                      : "samples without classes: use LabelledSamples"));
    }
    labelled.fill(rows, labels, labels.length, stream);
    Classes.check(labels, labels.length, classes);
    encode();
  }

  /** Sets the class of each sample by its place in the batch. */
  void set(IntUnaryOperator classOf) {
    Arrays.setAll(labels, classOf);
    encode();
  }

  private void encode() {
    Arrays.fill(oneHot, 0);
    for (int i = 0; i < labels.length; i++) {
      oneHot[i * classes + labels[i]] = 1;
    }
  }
}
