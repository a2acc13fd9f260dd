package org.gan4j.examples.pix2pix;

import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import java.util.List;
import org.gan4j.backend.Session;
import org.gan4j.data.Samples;
import org.gan4j.examples.translation.PatchDiscriminator;
import org.gan4j.examples.translation.UNet;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Schedule;
import org.gan4j.step.Inference;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.train.Feed;
import org.gan4j.train.Scheme;
import org.gan4j.train.Training;

/**
 * Learns to make an image of another one from pairs: a U-Net is the generator, and a discriminator
 * of patches sees the pair. The absolute difference from the true image keeps the generator close
 * to it, the discriminator makes it sharp. Isola et al. 2017.
 *
 * @param channels of the generator's and the discriminator's first layers, at least 1
 * @param batchSize how many pairs a step sees, at least 1
 * @param iterations how many steps each side takes, at least 1
 * @param learningRate Adam's at first; it falls to 0 along a cosine
 * @param distanceWeight what the mean absolute difference from the true image costs
 */
public record Pix2Pix(
    int channels, int batchSize, int iterations, double learningRate, double distanceWeight) {
  private static final Loss LOSS = GanLosses.nonSaturating();

  /**
   * @throws IllegalArgumentException if the weight is negative or not finite; the other settings
   *     are checked where they are used
   */
  public Pix2Pix {
    if (!(distanceWeight >= 0 && distanceWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of pix2pix's distance is finite and not negative, not " + distanceWeight);
    }
  }

  /** The settings for digits. */
  public static Pix2Pix ofDigits() {
    return new Pix2Pix(8, 16, 1_000, 1e-3, 100);
  }

  /**
   * Both sides once on new pairs.
   *
   * @param pairs images of two channels: what is given, and what is to be made of it
   */
  public Scheme scheme(Samples pairs) {
    return Scheme.of(
        draw(Feed.of("pairs", pairs, batchSize)),
        run(discriminator(pairs.rowShape())),
        run(generator(pairs.rowShape())));
  }

  /** The same with its iterations. */
  public Training training(Samples pairs, long seed) {
    return Training.of(scheme(pairs)).withIterations(iterations).withSeed(seed);
  }

  private Step discriminator(Shape pair) {
    Game game = new Game("discriminator", pair);
    Tensor loss = LOSS.discriminator(game.realLogits, game.madeLogits);
    return game.step.minimize("discriminator", loss, optimizer(), game.discriminator).build();
  }

  private Step generator(Shape pair) {
    Game game = new Game("generator", pair);
    Tensor adversarial = LOSS.generator(game.realLogits, game.madeLogits);
    Tensor distance = game.made.minus(game.wanted).abs().mean();
    Tensor loss = adversarial.plus(distance.times(distanceWeight));
    return game.step
        .minimize("generator", loss, optimizer(), game.generator)
        .output("adversarial", adversarial)
        .output("distance", distance)
        .build();
  }

  /** What both steps begin with. */
  private final class Game {
    final Step.Builder step;
    final ModelTrace generator;
    final ModelTrace discriminator;
    final Tensor wanted;
    final Tensor made;
    final Tensor realLogits;
    final Tensor madeLogits;

    Game(String name, Shape pair) {
      step = Step.named(name);
      generator = step.model("generator", UNet.of(channels));
      discriminator = step.model("discriminator", PatchDiscriminator.of(channels));
      Tensor pairs = Tensor.input("pairs", pair.prepend(batchSize));
      Tensor given = pairs.slice(-1, 0, 1);
      wanted = pairs.slice(-1, 1, 2);
      made = generator.apply(given).output();
      realLogits = discriminator.apply(pairs).output();
      madeLogits = discriminator.apply(Tensor.concat(-1, List.of(given, made))).output();
    }
  }

  private Optimizer optimizer() {
    return Adam.of(Schedule.cosine(learningRate, 0, iterations)).withBetas(0.5, 0.999);
  }

  /** The trained translation. */
  public Inference translation(Session session, Shape given) {
    return Inference.of(session, "generator", UNet.of(channels), given);
  }
}
