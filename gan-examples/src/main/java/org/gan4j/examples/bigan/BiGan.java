package org.gan4j.examples.bigan;

import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.concat;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.input;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.spectralNorm;
import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
import org.gan4j.examples.digits.ImageGenerator;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.step.Inference;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.train.Feed;
import org.gan4j.train.Scheme;
import org.gan4j.train.Training;

/**
 * BiGAN, Donahue et al. 2017 (and ALI, Dumoulin et al. 2017): a generator makes images of codes, an
 * encoder makes codes of images, and the discriminator judges pairs of an image and a code. It can
 * tell an encoded image from a decoded code unless each of the two undoes the other. It takes very
 * long to find out by that alone which image belongs to which code, so images are compared with
 * their reconstructions too: ALICE, Li et al. 2017.
 *
 * @param channels of the images next to the first or the last, at least 1; twice as many at a
 *     quarter of the size
 * @param codeSize how many values a code has, at least 1
 * @param reconstructionWeight what a difference between an image and its reconstruction costs, at
 *     least 0; 0 is BiGAN as published
 * @param batchSize how many images and how many codes a step sees, at least 1
 * @param iterations how many steps each side takes, at least 1
 */
public record BiGan(
    int channels, int codeSize, double reconstructionWeight, int batchSize, int iterations) {
  private static final String DISCRIMINATOR = "discriminator";
  private static final String GENERATOR = "generator";
  private static final String ENCODER = "encoder";
  private static final String CODE = "code";
  private static final String IMAGE = "image";

  private static final Optimizer OF_DISCRIMINATOR = Adam.of(1e-3).withBetas(0.5, 0.999);
  private static final Optimizer OF_OTHERS = Adam.of(5e-4).withBetas(0.5, 0.999);

  /**
   * @throws IllegalArgumentException if channels or codeSize is below 1, or the weight is negative
   *     or not finite
   */
  public BiGan {
    if (channels < 1 || codeSize < 1) {
      throw new IllegalArgumentException(
          "BiGAN needs at least 1 channel and 1 value in a code, not %d and %d"
              .formatted(channels, codeSize));
    }
    if (!(reconstructionWeight >= 0 && reconstructionWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of BiGAN's reconstructions is finite and not negative, not "
              + reconstructionWeight);
    }
  }

  /** The settings for digits. */
  public static BiGan ofDigits() {
    return new BiGan(16, 16, 10, 64, 1_000);
  }

  private Network encoder() {
    return sequential(
        conv2d(channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * channels, 4).withStride(2).withoutBias(),
        batchNorm(),
        leakyRelu(0.2),
        flatten(),
        dense(codeSize));
  }

  private Network discriminator() {
    Network ofImage =
        sequential(
            conv2d(channels, 4).withStride(2),
            leakyRelu(0.2),
            conv2d(2 * channels, 4).withStride(2),
            leakyRelu(0.2),
            flatten(),
            dense(128),
            leakyRelu(0.2));
    Network ofCode = sequential(input(CODE), dense(128), leakyRelu(0.2));
    return spectralNorm(sequential(concat(ofImage, ofCode), dense(256), leakyRelu(0.2), dense(1)));
  }

  /**
   * Each iteration, on fresh images and codes: a step of the discriminator, one of the others.
   *
   * @throws IllegalArgumentException if 4 does not divide both sides of the images
   */
  public Scheme scheme(Samples images) {
    return Scheme.of(
        draw(Feed.of(IMAGE, images, batchSize), Feed.of(CODE, Noise.gaussian(codeSize), batchSize)),
        run(step(DISCRIMINATOR, images.rowShape())),
        run(step(GENERATOR, images.rowShape())));
  }

  /** The same with its iterations. */
  public Training training(Samples images, long seed) {
    return Training.of(scheme(images)).withIterations(iterations).withSeed(seed);
  }

  private Step step(String player, Shape images) {
    Step.Builder step = Step.named(player);
    ModelTrace generator = step.model(GENERATOR, ImageGenerator.of(channels, images));
    ModelTrace encoder = step.model(ENCODER, encoder());
    ModelTrace discriminator = step.model(DISCRIMINATOR, discriminator());
    Tensor image = Tensor.input(IMAGE, images.prepend(batchSize));
    Tensor code = Tensor.input(CODE, Shape.of(batchSize, codeSize));
    Tensor found = encoder.apply(image).output();
    Tensor encoded = discriminator.apply(image, Map.of(CODE, found)).output();
    Tensor made = generator.apply(code).output();
    Tensor decoded = discriminator.apply(made, Map.of(CODE, code)).output();
    if (player.equals(DISCRIMINATOR)) {
      Tensor loss = GanLosses.hinge().discriminator(encoded, decoded);
      return step.minimize(DISCRIMINATOR, loss, OF_DISCRIMINATOR, discriminator).build();
    }
    // Each of the two wants to be taken for the other one.
    Tensor adversarial = encoded.mean().minus(decoded.mean());
    Tensor reconstruction = image.minus(generator.apply(found).output()).abs().mean();
    Tensor loss = adversarial.plus(reconstruction.times(reconstructionWeight));
    return step.minimize(GENERATOR, loss, OF_OTHERS, generator, encoder)
        .output("reconstruction", reconstruction)
        .build();
  }

  /** The trained encoder, from images to codes. */
  public Inference encoder(Session session, Shape images) {
    return Inference.of(session, ENCODER, encoder(), images);
  }

  /** The trained generator, from codes to images. */
  public Inference generator(Session session, Shape images) {
    return Inference.of(
        session, GENERATOR, ImageGenerator.of(channels, images), Shape.of(codeSize));
  }
}
