package org.gan4j.train;

import java.util.Map;
import org.gan4j.data.Rows;
import org.gan4j.tensor.Shape;

/** One batch seen by both networks at one moment; rows are samples. */
public final class Observation {
  private final Map<String, float[]> values;
  private final Map<String, Shape> shapes;

  Observation(Map<String, float[]> values, Map<String, Shape> shapes) {
    this.values = values;
    this.shapes = shapes;
  }

  /** The real samples. */
  public float[][] realSamples() {
    return rows(GanPrograms.REAL);
  }

  /** The generated samples. */
  public float[][] generatedSamples() {
    return rows(GanPrograms.GENERATED);
  }

  /** Whether the discriminator has a part named {@code features}. */
  public boolean hasFeatures() {
    return values.containsKey(GanPrograms.REAL_FEATURES);
  }

  /**
   * The discriminator's features of the real samples.
   *
   * @throws IllegalStateException if no part of the discriminator is named {@code features}
   */
  public float[][] realFeatures() {
    return rows(GanPrograms.REAL_FEATURES);
  }

  /**
   * The discriminator's features of the generated samples.
   *
   * @throws IllegalStateException if no part of the discriminator is named {@code features}
   */
  public float[][] generatedFeatures() {
    return rows(GanPrograms.GENERATED_FEATURES);
  }

  /** The discriminator's logits of the real samples. */
  public float[] realLogits() {
    return value(GanPrograms.REAL_LOGITS);
  }

  /** The discriminator's logits of the generated samples. */
  public float[] generatedLogits() {
    return value(GanPrograms.GENERATED_LOGITS);
  }

  private float[][] rows(String name) {
    float[] value = value(name);
    Shape shape = shapes.getOrDefault(name, Shape.SCALAR);
    return Rows.split(value, shape.count(1, shape.rank()));
  }

  private float[] value(String name) {
    float[] value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "there are no features: name a part of the discriminator with .named(\"features\")");
    }
    return value;
  }
}
