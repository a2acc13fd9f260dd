package org.gan4j.examples.infogan;

import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.sideOutput;
import static org.gan4j.nn.Layers.tanh;

import org.gan4j.data.Noise;
import org.gan4j.gan.Gan;
import org.gan4j.gan.Player;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Round;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * InfoGAN, Chen et al. 2016: a part of the generator's noise is a code, and a second head of the
 * discriminator must find the code in the image. So the generator has to make it visible, and a
 * code of ten categories becomes the kind of digit, though nobody ever says which is which.
 *
 * <p>The noise is {@code [one of ten categories, two continuous codes, the rest]}.
 */
public final class InfoGan {
  /** How many values the categorical code has. */
  public static final int CATEGORIES = 10;

  /** How many continuous codes there are, each from -1 to 1. */
  public static final int CONTINUOUS = 2;

  /** The part of the discriminator that finds the code. */
  static final String CODE = "code";

  /** The name of the loss that says how badly it does. */
  static final String INFORMATION = "information";

  private static final double CONTINUOUS_WEIGHT = 0.1;

  private final Settings settings;
  private final Shape images;

  /**
   * What can be changed.
   *
   * @param channels of the images next to the last, at least 1; twice as many at a quarter of the
   *     size
   * @param noiseSize how many values of noise there are beside the code, at least 1
   * @param informationWeight how much finding the code counts beside the game itself, positive
   */
  public record Settings(
      int channels,
      int noiseSize,
      double informationWeight,
      int iterations,
      int batchSize,
      long seed) {
    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Settings {
      if (channels < 1 || noiseSize < 1) {
        throw new IllegalArgumentException(
            "InfoGAN needs at least 1 channel and 1 value of noise, not %d and %d"
                .formatted(channels, noiseSize));
      }
      if (!(informationWeight > 0 && informationWeight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of the information must be positive and finite, not " + informationWeight);
      }
    }

    /** The settings of the documented figures, from a seed. */
    public static Settings of(long seed) {
      return new Settings(16, 32, 1, 6_000, 64, seed);
    }

    /** The same with another number of iterations, at least 1. */
    public Settings withIterations(int newIterations) {
      return new Settings(channels, noiseSize, informationWeight, newIterations, batchSize, seed);
    }
  }

  private InfoGan(Settings settings, Shape images) {
    this.settings = settings;
    this.images = images;
  }

  /**
   * An InfoGAN for images.
   *
   * @param images {@code [height, width, channels]}
   * @throws IllegalArgumentException if 4 does not divide both sides
   */
  public static InfoGan of(Settings settings, Shape images) {
    if (images.rank() != 3 || images.size(0) % 4 != 0 || images.size(1) % 4 != 0) {
      throw new IllegalArgumentException(
          "images have a shape [height, width, channels] with sides that 4 divides, not " + images);
    }
    return new InfoGan(settings, images);
  }

  /** The game: what is particular to InfoGAN is its noise, a side output, and a term for both. */
  public Gan gan() {
    Noise noise =
        Noise.joined(
            Noise.categorical(CATEGORIES),
            Noise.uniform(CONTINUOUS, -1, 1),
            Noise.gaussian(settings.noiseSize));
    return Gan.of(noise, generator(), discriminator(), GanLosses.nonSaturating())
        .withTerm(Player.DISCRIMINATOR, INFORMATION, this::information)
        .withTerm(Player.GENERATOR, INFORMATION, this::information);
  }

  /** The generator learns faster, as in the paper. */
  public TrainingPlan plan() {
    return TrainingPlan.of(Adam.of(2e-4).withBetas(0.5, 0.999), Adam.of(1e-3).withBetas(0.5, 0.999))
        .withIterations(settings.iterations)
        .withBatchSize(settings.batchSize)
        .withSeed(settings.seed);
  }

  private Network generator() {
    int height = images.size(0) / 4;
    int width = images.size(1) / 4;
    return sequential(
        dense(height * width * 2 * settings.channels).withoutBias(),
        reshape(height, width, 2 * settings.channels),
        batchNorm(),
        relu(),
        convTranspose2d(settings.channels, 4).withStride(2).withoutBias(),
        batchNorm(),
        relu(),
        convTranspose2d(images.size(2), 4).withStride(2),
        tanh());
  }

  private Network discriminator() {
    Network code = sequential(dense(64), leakyRelu(0.2), dense(CATEGORIES + CONTINUOUS));
    return sequential(
        conv2d(settings.channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * settings.channels, 4).withStride(2).withoutBias(),
        batchNorm(),
        leakyRelu(0.2),
        flatten(),
        dense(128).withoutBias(),
        batchNorm(),
        leakyRelu(0.2),
        sideOutput(CODE, code),
        dense(1));
  }

  /**
   * {@code -E log q(code | image)} up to a constant, the less of which the more the image tells
   * about the code: a cross-entropy for the category, and a squared error for the continuous codes,
   * which are taken for normal with variance 1.
   */
  Tensor information(Round round) {
    Tensor code = round.noise().slice(1, 0, CATEGORIES + CONTINUOUS);
    Tensor found = round.fakePart(CODE);
    Tensor category = CrossEntropy.of(categoryOf(found), categoryOf(code));
    Tensor error = continuousOf(found).minus(continuousOf(code)).square().sum(-1).mean();
    return category.plus(error.times(CONTINUOUS_WEIGHT / 2)).times(settings.informationWeight);
  }

  private static Tensor categoryOf(Tensor code) {
    return code.slice(1, 0, CATEGORIES);
  }

  private static Tensor continuousOf(Tensor code) {
    return code.slice(1, CATEGORIES, CATEGORIES + CONTINUOUS);
  }
}
