package org.gan4j.examples.bigan;

import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.concat;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.identity;
import static org.gan4j.nn.Layers.input;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.tanh;
import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
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
 * tell an encoded image from a decoded code unless each of the two undoes the other; nobody ever
 * compares an image with its reconstruction.
 */
public final class BiGan {
  private static final String DISCRIMINATOR = "discriminator";
  private static final String GENERATOR = "generator";
  private static final String ENCODER = "encoder";
  private static final String CODE = "code";
  private static final String IMAGE = "image";

  /** The discriminator has the easier task and learns more slowly. */
  private static final Optimizer SLOW = Adam.of(2e-4).withBetas(0.5, 0.999);

  private static final Optimizer FAST = Adam.of(1e-3).withBetas(0.5, 0.999);

  private final Settings settings;
  private final Shape images;

  /**
   * What can be changed.
   *
   * @param channels of the images next to the last, at least 1; twice as many at a quarter of the
   *     size
   * @param codeSize how many values a code has, at least 1
   */
  public record Settings(int channels, int codeSize, int iterations, int batchSize, long seed) {
    /**
     * @throws IllegalArgumentException if channels or codeSize is below 1
     */
    public Settings {
      if (channels < 1 || codeSize < 1) {
        throw new IllegalArgumentException(
            "BiGAN needs at least 1 channel and 1 value in a code, not %d and %d"
                .formatted(channels, codeSize));
      }
    }

    /** The settings of the documented figures, from a seed. */
    public static Settings of(long seed) {
      return new Settings(16, 50, 4_000, 64, seed);
    }

    /** The same with another number of iterations, at least 1. */
    public Settings withIterations(int newIterations) {
      return new Settings(channels, codeSize, newIterations, batchSize, seed);
    }
  }

  private BiGan(Settings settings, Shape images) {
    this.settings = settings;
    this.images = images;
  }

  /**
   * A BiGAN for images.
   *
   * @param images {@code [height, width, channels]}
   * @throws IllegalArgumentException if 4 does not divide both sides
   */
  public static BiGan of(Settings settings, Shape images) {
    if (images.rank() != 3 || images.size(0) % 4 != 0 || images.size(1) % 4 != 0) {
      throw new IllegalArgumentException(
          "images have a shape [height, width, channels] with sides that 4 divides, not " + images);
    }
    return new BiGan(settings, images);
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

  private Network encoder() {
    return sequential(
        conv2d(settings.channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * settings.channels, 4).withStride(2).withoutBias(),
        batchNorm(),
        leakyRelu(0.2),
        flatten(),
        dense(settings.codeSize));
  }

  private Network discriminator() {
    return sequential(
        conv2d(settings.channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * settings.channels, 4).withStride(2),
        leakyRelu(0.2),
        flatten(),
        concat(identity(), sequential(input(CODE), dense(128), leakyRelu(0.2))),
        dense(128),
        leakyRelu(0.2),
        dense(1));
  }

  /** Each iteration, on fresh images and codes: a step of the discriminator, one of the others. */
  public Training training(Samples samples) {
    Feed fedImages = Feed.of(IMAGE, samples, settings.batchSize);
    Feed fedCodes = Feed.of(CODE, Noise.gaussian(settings.codeSize), settings.batchSize);
    return Training.of(
            Scheme.of(draw(fedImages, fedCodes), run(step(DISCRIMINATOR)), run(step(GENERATOR))))
        .withIterations(settings.iterations)
        .withSeed(settings.seed);
  }

  private Step step(String player) {
    Step.Builder step = Step.named(player);
    ModelTrace generator = step.model(GENERATOR, generator());
    ModelTrace encoder = step.model(ENCODER, encoder());
    ModelTrace discriminator = step.model(DISCRIMINATOR, discriminator());
    Tensor image = Tensor.input(IMAGE, images.prepend(settings.batchSize));
    Tensor code = Tensor.input(CODE, Shape.of(settings.batchSize, settings.codeSize));
    Tensor encoded =
        discriminator.apply(image, Map.of(CODE, encoder.apply(image).output())).output();
    Tensor decoded =
        discriminator.apply(generator.apply(code).output(), Map.of(CODE, code)).output();
    if (player.equals(DISCRIMINATOR)) {
      Tensor loss = GanLosses.nonSaturating().discriminator(encoded, decoded);
      return step.minimize(DISCRIMINATOR, loss, SLOW, discriminator).build();
    }
    // The other side wants to be taken for each other: the same loss with the pairs exchanged.
    Tensor loss = GanLosses.nonSaturating().discriminator(decoded, encoded);
    return step.minimize(GENERATOR, loss, FAST, generator, encoder).build();
  }

  /** The trained encoder, from images to codes. */
  public Inference encoder(Session session) {
    return Inference.of(session, ENCODER, encoder(), images);
  }

  /** The trained generator, from codes to images. */
  public Inference generator(Session session) {
    return Inference.of(session, GENERATOR, generator(), Shape.of(settings.codeSize));
  }

  /** What the generator makes of each image's code. */
  public float[][] reconstructions(Session session, float[][] originals) {
    return generator(session).apply(encoder(session).apply(originals));
  }

  /**
   * The originals in rows, and under each row what became of them: for a grid of as many columns.
   */
  public float[][] besideOriginals(Session session, float[][] originals, int columns) {
    float[][] reconstructed = reconstructions(session, originals);
    List<float[]> rows = new ArrayList<>();
    for (int first = 0; first < originals.length; first += columns) {
      int end = Math.min(first + columns, originals.length);
      rows.addAll(List.of(originals).subList(first, end));
      rows.addAll(List.of(reconstructed).subList(first, end));
    }
    return rows.toArray(float[][]::new);
  }
}
