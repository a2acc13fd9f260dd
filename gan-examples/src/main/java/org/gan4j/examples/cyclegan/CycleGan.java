package org.gan4j.examples.cyclegan;

import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import org.gan4j.backend.Session;
import org.gan4j.data.Samples;
import org.gan4j.examples.translation.PatchDiscriminator;
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
 * Learns to translate images of a domain A into a domain B and back, without pairs: a generator for
 * each direction, a discriminator for each domain. What comes back should be what went. Zhu et al.
 * 2017.
 *
 * @param channels of the generators' layers, at least 1; the discriminators have more
 * @param batchSize how many images of each domain a step sees, at least 1
 * @param iterations how many steps each side takes, at least 1
 * @param learningRate Adam's at first; it falls to 0 along a cosine
 * @param cycleWeight what a difference between an image and its translation there and back costs
 * @param identityWeight what it costs to change an image that is in the wanted domain already
 * @param poolSize how many translated images of the past are kept for each discriminator
 */
public record CycleGan(
    int channels,
    int batchSize,
    int iterations,
    double learningRate,
    double cycleWeight,
    double identityWeight,
    int poolSize) {
  private static final Loss LOSS = GanLosses.leastSquares();

  /**
   * @throws IllegalArgumentException if a weight is negative or not finite; the other settings are
   *     checked where they are used
   */
  public CycleGan {
    if (!(cycleWeight >= 0 && identityWeight >= 0)
        || !Double.isFinite(cycleWeight + identityWeight)) {
      throw new IllegalArgumentException(
          "the weights of CycleGAN's losses are finite and not negative: cycle %s, identity %s"
              .formatted(cycleWeight, identityWeight));
    }
  }

  /**
   * The settings for digits. The weights are low, since both losses hold the generators where they
   * are: the identity loss works against an inversion, and while one generator does not shear yet,
   * the cycle loss punishes the other one for it.
   */
  public static CycleGan ofDigits() {
    return new CycleGan(8, 4, 1_500, 2e-3, 1, 0.1, 50);
  }

  /** Both sides once on new images of both domains. */
  public Scheme scheme(Samples a, Samples b) {
    return Scheme.of(
        draw(Feed.of("a", a, batchSize), Feed.of("b", b, batchSize)),
        run(discriminators(a.rowShape())),
        run(generators(a.rowShape())));
  }

  /** The same with its iterations. */
  public Training training(Samples a, Samples b, long seed) {
    return Training.of(scheme(a, b)).withIterations(iterations).withSeed(seed);
  }

  private Step discriminators(Shape image) {
    Game game = new Game("discriminators", image);
    Tensor oldA = new ImagePool("poolA", poolSize).exchange(game.step, game.madeA);
    Tensor oldB = new ImagePool("poolB", poolSize).exchange(game.step, game.madeB);
    return game.step
        .minimize("judgeA", discriminatorLoss(game.judgeA, game.a, oldA), optimizer(), game.judgeA)
        .minimize("judgeB", discriminatorLoss(game.judgeB, game.b, oldB), optimizer(), game.judgeB)
        .build();
  }

  private Step generators(Shape image) {
    Game game = new Game("generators", image);
    Tensor adversarial =
        generatorLoss(game.judgeA, game.a, game.madeA)
            .plus(generatorLoss(game.judgeB, game.b, game.madeB));
    Tensor cycle =
        distance(of(game.toA, game.madeB), game.a).plus(distance(of(game.toB, game.madeA), game.b));
    Tensor identity =
        distance(of(game.toA, game.a), game.a).plus(distance(of(game.toB, game.b), game.b));
    Tensor loss = adversarial.plus(cycle.times(cycleWeight)).plus(identity.times(identityWeight));
    return game.step
        .minimize("generators", loss, optimizer(), game.toA, game.toB)
        .output("adversarial", adversarial)
        .output("cycle", cycle)
        .output("identity", identity)
        .build();
  }

  /** What both steps begin with. */
  private final class Game {
    final Step.Builder step;
    final Tensor a;
    final Tensor b;
    final ModelTrace toA;
    final ModelTrace toB;
    final ModelTrace judgeA;
    final ModelTrace judgeB;
    final Tensor madeA;
    final Tensor madeB;

    Game(String name, Shape image) {
      step = Step.named(name);
      a = Tensor.input("a", image.prepend(batchSize));
      b = Tensor.input("b", image.prepend(batchSize));
      toA = step.model("toA", LocalGenerator.of(channels));
      toB = step.model("toB", LocalGenerator.of(channels));
      judgeA = step.model("judgeA", PatchDiscriminator.of(2 * channels));
      judgeB = step.model("judgeB", PatchDiscriminator.of(2 * channels));
      madeA = of(toA, b);
      madeB = of(toB, a);
    }
  }

  private static Tensor of(ModelTrace model, Tensor images) {
    return model.apply(images).output();
  }

  private static Tensor discriminatorLoss(ModelTrace judge, Tensor real, Tensor made) {
    return LOSS.discriminator(of(judge, real), of(judge, made));
  }

  private static Tensor generatorLoss(ModelTrace judge, Tensor real, Tensor made) {
    return LOSS.generator(of(judge, real), of(judge, made));
  }

  private static Tensor distance(Tensor images, Tensor others) {
    return images.minus(others).abs().mean();
  }

  private Optimizer optimizer() {
    return Adam.of(Schedule.cosine(learningRate, 0, iterations)).withBetas(0.5, 0.999);
  }

  /** The translation into domain A, of variables trained by {@link #scheme}. */
  public Inference toA(Session session, Shape image) {
    return Inference.of(session, "toA", LocalGenerator.of(channels), image);
  }

  /** The translation into domain B, of variables trained by {@link #scheme}. */
  public Inference toB(Session session, Shape image) {
    return Inference.of(session, "toB", LocalGenerator.of(channels), image);
  }
}
