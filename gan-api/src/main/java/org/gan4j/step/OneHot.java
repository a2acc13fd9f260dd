package org.gan4j.step;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.gan4j.check.Check;
import org.gan4j.data.Classes;
import org.gan4j.data.LabelledSamples;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** The classes of a batch as programs read them: 1 at each sample's class and 0 elsewhere. */
public final class OneHot {
  private final int classes;
  private final int[] labels;
  private final float[] values;

  /** The classes of a batch; all are 0 until they are set. */
  public OneHot(int classes, int batch) {
    this(
        Check.atLeastOne("classes", classes),
        new int[Check.atLeastOne("batch", batch)],
        new float[Shape.of(batch, classes).elementCount()]);
  }

  private OneHot(int classes, int[] labels, float[] values) {
    this.classes = classes;
    this.labels = labels;
    this.values = values;
  }

  /** The classes of a batch, written to an array of {@code [batch, classes]}, row-major. */
  public static OneHot in(float[] values, int classes) {
    return new OneHot(
        classes, new int[values.length / Check.atLeastOne("classes", classes)], values);
  }

  /** Row-major {@code [batch, classes]}, the same array at each call. */
  public float[] values() {
    return values;
  }

  /** Draws a batch of samples with their classes. */
  public void fill(LabelledSamples data, float[] rows, RandomStream stream) {
    data.fill(rows, labels, labels.length, stream);
    Classes.check(labels, labels.length, classes);
    encode();
  }

  /** Sets the class of each sample by its place in the batch. */
  public void set(IntUnaryOperator classOf) {
    Arrays.setAll(labels, Check.given("classOf", classOf));
    encode();
  }

  private void encode() {
    Arrays.fill(values, 0);
    for (int i = 0; i < labels.length; i++) {
      values[i * classes + labels[i]] = 1;
    }
  }
}
