package org.gan4j.examples.infogan;

import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.lambda;
import static org.gan4j.nn.Layers.layerNorm;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.util.List;
import org.gan4j.data.Noise;
import org.gan4j.examples.digits.ImageGenerator;
import org.gan4j.gan.Gan;
import org.gan4j.gan.Player;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Round;
import org.gan4j.nn.Network;
import org.gan4j.nn.Scope;
import org.gan4j.optim.Adam;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * InfoGAN, Chen et al. 2016: a part of the generator's noise is a code, and a network beside the
 * discriminator must find the code in the image. So the generator has to make it visible, and a
 * code of ten categories becomes the kind of digit, though nobody ever says which is which.
 *
 * <p>What is found in generated images alone carries over badly to real ones. So the category of a
 * real image must also stay the same when the image is distorted, as in Elastic-InfoGAN, Ojha et
 * al. 2020; here this is the loss of invariant information clustering, Ji et al. 2019.
 *
 * <p>The noise is {@code [one of ten categories, two continuous codes, the rest]}.
 *
 * @param channels of the images next to the first or the last, at least 1; twice as many at a
 *     quarter of the size
 * @param noiseSize how many values of noise there are beside the code, at least 1
 * @param informationWeight how much finding the code counts beside the game itself, positive
 * @param consistencyWeight how much it counts that real images keep their category when they are
 *     distorted, positive
 * @param batchSize how many images a step sees, at least 1
 * @param iterations how many steps each player takes, at least 1
 */
public record InfoGan(
    int channels,
    int noiseSize,
    double informationWeight,
    double consistencyWeight,
    int batchSize,
    int iterations) {
  /** How many values the categorical code has. */
  public static final int CATEGORIES = 10;

  /** How many continuous codes there are, each from -1 to 1. */
  public static final int CONTINUOUS = 2;

  /** The part of the discriminator that finds the code. */
  static final String CODE = "code";

  /** The name of the loss that says how badly it does. */
  static final String INFORMATION = "information";

  /** The name of the loss that says how badly real images keep their category. */
  static final String CONSISTENCY = "consistency";

  private static final String DISTORTED_CODE = "distortedCode";

  private static final Network DISTORTION = new RandomDistortion(0.2, 0.5, 2);

  private static final double CONTINUOUS_WEIGHT = 0.1;

  private static final double ENTROPY_WEIGHT = 1.5;

  /** So little noise that what differs most between images is left to the category. */
  private static final double NOISE = 0.1;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public InfoGan {
    if (channels < 1 || noiseSize < 1) {
      throw new IllegalArgumentException(
          "InfoGAN needs at least 1 channel and 1 value of noise, not %d and %d"
              .formatted(channels, noiseSize));
    }
    requireWeight(INFORMATION, informationWeight);
    requireWeight(CONSISTENCY, consistencyWeight);
  }

  private static void requireWeight(String what, double weight) {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of the %s must be positive and finite, not %s".formatted(what, weight));
    }
  }

  /** The settings for digits. */
  public static InfoGan ofDigits() {
    return new InfoGan(16, 32, 1, 3, 64, 2_000);
  }

  /** What images are made of: the code, and the rest. */
  public Noise noise() {
    return Noise.joined(
        Noise.categorical(CATEGORIES),
        Noise.uniform(CONTINUOUS, -1, 1),
        Noise.uniform(noiseSize, -NOISE, NOISE));
  }

  /**
   * The game: what is particular to InfoGAN is its noise, and that the code is found.
   *
   * @param images {@code [height, width, channels]}
   * @throws IllegalArgumentException if 4 does not divide both sides
   */
  public Gan gan(Shape images) {
    return Gan.of(
            noise(),
            ImageGenerator.of(channels, images),
            discriminator(),
            GanLosses.nonSaturating())
        .withTerm(Player.DISCRIMINATOR, INFORMATION, this::information)
        .withTerm(Player.DISCRIMINATOR, CONSISTENCY, this::consistency)
        .withTerm(Player.GENERATOR, INFORMATION, this::information);
  }

  /** Both players learn at the rate of the paper's generator. */
  public TrainingPlan plan(long seed) {
    return TrainingPlan.of(Adam.of(1e-3).withBetas(0.5, 0.999), Adam.of(1e-3).withBetas(0.5, 0.999))
        .withIterations(iterations)
        .withBatchSize(batchSize)
        .withSeed(seed);
  }

  /**
   * Nothing is normalized over the batch: such a discriminator would see how the images of a batch
   * differ, but not what they have in common, and a generator gets away with images of noise that
   * is the same in all of them.
   */
  private Network discriminator() {
    return sequential(
        this::findCode,
        conv2d(channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * channels, 4).withStride(2),
        leakyRelu(0.2),
        flatten(),
        dense(128),
        leakyRelu(0.2),
        dense(1));
  }

  /** The images unchanged, beside which the code is found in them and in their distorted copies. */
  private Tensor findCode(Tensor images, Scope scope) {
    int count = images.shape().size(0);
    Tensor distorted = scope.apply("distortion", DISTORTION, images);
    Tensor both = Tensor.concat(0, List.of(images, distorted));
    Tensor found = scope.apply("finder", finder(), both);
    scope.apply(CODE, lambda(codes -> codes.slice(0, 0, count)), found);
    scope.apply(DISTORTED_CODE, lambda(codes -> codes.slice(0, count, 2 * count)), found);
    return images;
  }

  private Network finder() {
    return sequential(
        conv2d(channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * channels, 4).withStride(2),
        leakyRelu(0.2),
        layerNorm(),
        flatten(),
        dense(128),
        leakyRelu(0.2),
        dense(CATEGORIES + CONTINUOUS));
  }

  /**
   * {@code -E log q(code | image)} up to a constant, the less of which the more the image tells
   * about the code: a cross-entropy for the category, which a distortion must not hide, and a
   * squared error for the continuous codes, which are taken for normal with variance 1.
   */
  Tensor information(Round round) {
    Tensor code = round.noise().slice(1, 0, CATEGORIES + CONTINUOUS);
    Tensor found = round.fakePart(CODE);
    Tensor category = CrossEntropy.of(categoryOf(found), categoryOf(code));
    Tensor distorted =
        CrossEntropy.of(categoryOf(round.fakePart(DISTORTED_CODE)), categoryOf(code));
    Tensor error = continuousOf(found).minus(continuousOf(code)).square().sum(-1).mean();
    return category
        .plus(distorted)
        .times(0.5)
        .plus(error.times(CONTINUOUS_WEIGHT / 2))
        .times(informationWeight);
  }

  /**
   * How little the category of a real image tells about that of its distorted copy: their mutual
   * information, negated, with a greater weight of the categories' entropy, so that none is left
   * empty.
   */
  Tensor consistency(Round round) {
    Tensor image = probabilities(categoryOf(round.realPart(CODE)));
    Tensor copy = probabilities(categoryOf(round.realPart(DISTORTED_CODE)));
    Tensor joint = image.transpose(1, 0).matMul(copy).times(1.0 / image.shape().size(0));
    Tensor symmetric = joint.plus(joint.transpose(1, 0)).times(0.5).plus(1e-8);
    Tensor independent = symmetric.sum(0).times(symmetric.sum(1)).log().times(ENTROPY_WEIGHT);
    return symmetric.times(independent.minus(symmetric.log())).sum().times(consistencyWeight);
  }

  private static Tensor probabilities(Tensor logits) {
    Tensor exponentials = logits.minus(logits.maxOver(-1).stopGradient()).exp();
    return exponentials.dividedBy(exponentials.sum(-1));
  }

  private static Tensor categoryOf(Tensor code) {
    return code.slice(1, 0, CATEGORIES);
  }

  private static Tensor continuousOf(Tensor code) {
    return code.slice(1, CATEGORIES, CATEGORIES + CONTINUOUS);
  }
}
