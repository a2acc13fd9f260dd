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
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Round;
import org.gan4j.nn.Initializer;
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

  private static final Initializer START = Initializer.normal(0.02);

  private static final double CONTINUOUS_WEIGHT = 0.1;

  private InfoGan() {}

  /**
   * What can be changed.
   *
   * @param channels of the images next to the last; twice as many at a quarter of the size
   * @param noiseSize how many values of noise there are beside the code
   * @param informationWeight how much finding the code counts beside the game itself
   */
  public record Settings(
      int channels,
      int noiseSize,
      double informationWeight,
      int iterations,
      int batchSize,
      long seed) {

    /** The settings of the documented figures. */
    public static Settings of(long seed) {
      return new Settings(16, 32, 1, 3_000, 64, seed);
    }
  }

  /** The game: what is particular to InfoGAN is its noise, a side output, and a term for both. */
  public static Gan gan(Settings settings, Shape images) {
    Noise noise =
        Noise.joined(
            Noise.categorical(CATEGORIES),
            Noise.uniform(CONTINUOUS, -1, 1),
            Noise.gaussian(settings.noiseSize));
    return Gan.of(
            noise,
            generator(settings, images),
            discriminator(settings),
            GanLosses.nonSaturating())
        .withTerm(Player.DISCRIMINATOR, INFORMATION, round -> information(settings, round))
        .withTerm(Player.GENERATOR, INFORMATION, round -> information(settings, round));
  }

  private static Network generator(Settings settings, Shape images) {
    int height = images.size(0) / 4;
    int width = images.size(1) / 4;
    return sequential(
        dense(height * width * 2 * settings.channels).withKernelInitializer(START).withoutBias(),
        reshape(height, width, 2 * settings.channels),
        batchNorm(),
        relu(),
        convTranspose2d(settings.channels, 4).withStride(2).withKernelInitializer(START).withoutBias(),
        batchNorm(),
        relu(),
        convTranspose2d(images.size(2), 4).withStride(2).withKernelInitializer(START),
        tanh());
  }

  private static Network discriminator(Settings settings) {
    Network code = sequential(dense(64), leakyRelu(0.2), dense(CATEGORIES + CONTINUOUS));
    return sequential(
        conv2d(settings.channels, 4).withStride(2).withKernelInitializer(START),
        leakyRelu(0.2),
        conv2d(2 * settings.channels, 4).withStride(2).withKernelInitializer(START).withoutBias(),
        batchNorm(),
        leakyRelu(0.2),
        flatten(),
        dense(128).withKernelInitializer(START).withoutBias(),
        batchNorm(),
        leakyRelu(0.2),
        sideOutput(CODE, code),
        dense(1).withKernelInitializer(START));
  }

  /**
   * {@code -E log q(code | image)} up to a constant, the less of which the more the image tells
   * about the code: a cross-entropy for the category, and a squared error for the continuous codes,
   * which are taken for normal with variance 1.
   */
  static Tensor information(Settings settings, Round round) {
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

  /** The generator learns faster, as in the paper. */
  public static TrainingPlan plan(Settings settings) {
    return TrainingPlan.of(
            Adam.of(Double.parseDouble(System.getProperty("d","5e-4"))).withBetas(0.5, 0.999), Adam.of(Double.parseDouble(System.getProperty("g","1e-3"))).withBetas(0.5, 0.999))
        .withIterations(settings.iterations)
        .withBatchSize(settings.batchSize)
        .withSeed(settings.seed);
  }

  /** The category that the discriminator finds in each image. */
  public static int[] categories(TrainedGan trained, float[][] images) {
    float[][] codes = trained.judge(images, CODE);
    int[] categories = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      for (int k = 1; k < CATEGORIES; k++) {
        categories[i] = codes[i][k] > codes[i][categories[i]] ? k : categories[i];
      }
    }
    return categories;
  }
}
