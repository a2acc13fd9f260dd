package org.gan4j.gan;

import org.gan4j.check.Check;

/** One batch seen by both networks at one moment; rows are samples, in the data's units. */
public final class Observation {
  /** The name of the discriminator's part that is shown. */
  static final String FEATURES = "features";

  private static final float[][] NONE = {};

  private final float[][] realSamples;
  private final float[][] generatedSamples;
  private final float[] realLogits;
  private final float[] generatedLogits;
  private final float[][] realFeatures;
  private final float[][] generatedFeatures;

  private Observation(
      float[][] realSamples,
      float[][] generatedSamples,
      float[] realLogits,
      float[] generatedLogits,
      float[][] realFeatures,
      float[][] generatedFeatures) {
    this.realSamples = realSamples;
    this.generatedSamples = generatedSamples;
    this.realLogits = realLogits;
    this.generatedLogits = generatedLogits;
    this.realFeatures = realFeatures;
    this.generatedFeatures = generatedFeatures;
  }

  /** A batch without features. The arrays are kept, not copied. */
  public static Observation of(
      float[][] realSamples,
      float[][] generatedSamples,
      float[] realLogits,
      float[] generatedLogits) {
    Check.allGiven("realSamples", realSamples);
    Check.allGiven("generatedSamples", generatedSamples);
    Check.given("realLogits", realLogits);
    Check.given("generatedLogits", generatedLogits);
    return new Observation(realSamples, generatedSamples, realLogits, generatedLogits, NONE, NONE);
  }

  /** The same with the discriminator's features of both kinds of samples. */
  public Observation withFeatures(float[][] real, float[][] generated) {
    Check.allGiven("real", real);
    Check.allGiven("generated", generated);
    return new Observation(
        realSamples, generatedSamples, realLogits, generatedLogits, real, generated);
  }

  /** The real samples. */
  public float[][] realSamples() {
    return realSamples;
  }

  /** The generated samples. */
  public float[][] generatedSamples() {
    return generatedSamples;
  }

  /** Whether the discriminator has a part named {@code features}. */
  public boolean hasFeatures() {
    return realFeatures != NONE;
  }

  /**
   * The discriminator's features of the real samples.
   *
   * @throws IllegalStateException if no part of the discriminator is named {@code features}
   */
  public float[][] realFeatures() {
    return require(realFeatures);
  }

  /**
   * The discriminator's features of the generated samples.
   *
   * @throws IllegalStateException if no part of the discriminator is named {@code features}
   */
  public float[][] generatedFeatures() {
    return require(generatedFeatures);
  }

  /** The discriminator's logits of the real samples: one each, or a map of them each. */
  public float[] realLogits() {
    return realLogits;
  }

  /** The discriminator's logits of the generated samples: one each, or a map of them each. */
  public float[] generatedLogits() {
    return generatedLogits;
  }

  private static float[][] require(float[][] features) {
    if (features == NONE) {
      throw new IllegalStateException(
          "there are no features: name a part of the discriminator with .named(\"features\")");
    }
    return features;
  }
}
