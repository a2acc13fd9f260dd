package example;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.residual;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import java.nio.file.Path;
import org.gan4j.backend.Backends;
import org.gan4j.data.Samples;
import org.gan4j.data.Toys;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.step.Inference;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.train.Feed;
import org.gan4j.train.LossLog;
import org.gan4j.train.Scheme;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;

/**
 * A game of one's own: two generators learn to carry points from moons to spirals and back, though no
 * point of one has a partner in the other (CycleGAN, Zhu et al. 2017).
 */
public final class TwoGenerators {
  private static final int BATCH = 64;
  private static final Shape POINT = Shape.of(2);
  private static final Loss LOSS = GanLosses.leastSquares();

  private TwoGenerators() {}

  private static Network generator() {
    return residual(sequential(dense(32), leakyRelu(0.2), dense(32), leakyRelu(0.2), dense(2)));
  }

  private static Network discriminator() {
    return sequential(dense(32), leakyRelu(0.2), dense(32), leakyRelu(0.2), dense(1));
  }

  /** Both pairs of players over one batch of each kind of points, traced in a step. */
  private record Players(
      ModelTrace toSpirals, ModelTrace toMoons, ModelTrace judgeSpirals, ModelTrace judgeMoons) {
    static final Tensor MOONS = Tensor.input("moons", POINT.prepend(BATCH));
    static final Tensor SPIRALS = Tensor.input("spirals", POINT.prepend(BATCH));

    static Players in(Step.Builder step) {
      return new Players(
          step.model("toSpirals", generator()),
          step.model("toMoons", generator()),
          step.model("judgeSpirals", discriminator()),
          step.model("judgeMoons", discriminator()));
    }
  }

  private static Step discriminators() {
    Step.Builder step = Step.named("discriminators");
    Players players = Players.in(step);
    Tensor spirals = players.toSpirals.apply(Players.MOONS).output();
    Tensor moons = players.toMoons.apply(Players.SPIRALS).output();
    Tensor loss =
        LOSS.discriminator(
                players.judgeSpirals.apply(Players.SPIRALS).output(),
                players.judgeSpirals.apply(spirals).output())
            .plus(
                LOSS.discriminator(
                    players.judgeMoons.apply(Players.MOONS).output(),
                    players.judgeMoons.apply(moons).output()));
    return step.minimize(
            "discriminators", loss, Adam.of(1e-3), players.judgeSpirals, players.judgeMoons)
        .build();
  }

  private static Step generators() {
    Step.Builder step = Step.named("generators");
    Players players = Players.in(step);
    Tensor spirals = players.toSpirals.apply(Players.MOONS).output();
    Tensor moons = players.toMoons.apply(Players.SPIRALS).output();
    Tensor adversarial =
        LOSS.generator(
                players.judgeSpirals.apply(Players.SPIRALS).output(),
                players.judgeSpirals.apply(spirals).output())
            .plus(
                LOSS.generator(
                    players.judgeMoons.apply(Players.MOONS).output(),
                    players.judgeMoons.apply(moons).output()));
    Tensor cycle =
        distance(players.toMoons.apply(spirals).output(), Players.MOONS)
            .plus(distance(players.toSpirals.apply(moons).output(), Players.SPIRALS));
    return step.output("cycle", cycle)
        .minimize(
            "generators",
            adversarial.plus(cycle.times(10)),
            Adam.of(1e-3),
            players.toSpirals,
            players.toMoons)
        .build();
  }

  private static Tensor distance(Tensor a, Tensor b) {
    return a.minus(b).abs().mean();
  }

  public static void main(String[] arguments) {
    Samples moons = Toys.twoMoons();
    Scheme scheme =
        Scheme.of(
            draw(Feed.of("moons", moons, BATCH), Feed.of("spirals", Toys.spirals(), BATCH)),
            run(discriminators()),
            run(generators()));
    Training training = Training.of(scheme).withIterations(3_000).withSeed(1);
    LossLog log = new LossLog(Path.of("target", "two-generators.csv"));
    try (Trained trained = training.run(Backends.open("jvm"), log)) {
      float[][] points = moons.draw(1_000, /* seed= */ 2);
      Inference toSpirals = Inference.of(trained.session(), "toSpirals", generator(), POINT);
      Inference toMoons = Inference.of(trained.session(), "toMoons", generator(), POINT);
      float[][] back = toMoons.apply(toSpirals.apply(points));
      double error = 0;
      for (int i = 0; i < points.length; i++) {
        error += Math.hypot(back[i][0] - points[i][0], back[i][1] - points[i][1]);
      }
      System.out.printf("there and back again: off by %.3f on the mean%n", error / points.length);
    }
  }
}
