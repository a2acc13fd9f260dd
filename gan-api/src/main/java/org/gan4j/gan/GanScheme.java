package org.gan4j.gan;

import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.every;
import static org.gan4j.train.Scheme.repeat;
import static org.gan4j.train.Scheme.run;

import java.util.List;
import java.util.Map;
import org.gan4j.check.Check;
import org.gan4j.data.LabelledSamples;
import org.gan4j.data.Samples;
import org.gan4j.nn.Scope;
import org.gan4j.step.Step;
import org.gan4j.tensor.Tensor;
import org.gan4j.train.Feed;
import org.gan4j.train.Scheme;

/** The two-player game as a scheme: which steps its players take, in turn, on which batches. */
public final class GanScheme {
  /** The name of the discriminator's step, model and loss. */
  public static final String DISCRIMINATOR = "discriminator";

  /** The name of the generator's step, model and loss. */
  public static final String GENERATOR = "generator";

  static final String REAL = "real";
  static final String NOISE = "noise";

  private final Gan gan;
  private final TrainingPlan plan;
  private final Samples data;

  private GanScheme(Gan gan, Samples data, TrainingPlan plan) {
    this.gan = gan;
    this.plan = plan;
    this.data = gan.normalization().<Samples>map(n -> n.normalized(data)).orElse(data);
  }

  /**
   * The scheme of a GAN, with a {@link GanView} for listeners.
   *
   * @throws org.gan4j.tensor.ShapeException if the networks do not fit each other or the data
   * @throws IllegalArgumentException if the GAN has classes and the data have not as many
   */
  public static Scheme of(Gan gan, Samples data, TrainingPlan plan) {
    Check.given("gan", gan);
    Check.given("data", data);
    Check.given("plan", plan);
    GanScheme game = new GanScheme(gan, data, plan);
    return Scheme.of(game.actions())
        .withView(GanView.class, training -> new GanView(gan, data.rowShape(), plan, training))
        .withNotes(gan.normalization().map(StoredNormalization::toMetadata).orElse(Map.of()));
  }

  private Scheme.Action[] actions() {
    Feed real = realFeed();
    Feed noise = Feed.of(NOISE, gan.noise(), plan.batchSize());
    int discriminatorSteps = plan.discriminatorSteps();
    int generatorSteps = plan.generatorSteps();
    if (plan.sharedBatch()) {
      return new Scheme.Action[] {
        draw(real, noise),
        turns(Player.DISCRIMINATOR, discriminatorSteps),
        turns(Player.GENERATOR, generatorSteps)
      };
    }
    return new Scheme.Action[] {
      repeat(discriminatorSteps, draw(real, noise), turns(Player.DISCRIMINATOR, 1)),
      repeat(generatorSteps, draw(noise), turns(Player.GENERATOR, 1))
    };
  }

  private Feed realFeed() {
    if (gan.classes() == 0) {
      return Feed.of("data", REAL, data, plan.batchSize());
    }
    if (!(data instanceof LabelledSamples labelled) || labelled.classes() != gan.classes()) {
      throw new IllegalArgumentException(
          "this GAN needs samples of %s classes, and gets %s"
              .formatted(
                  gan.classes(),
                  data instanceof LabelledSamples other
                      ? "samples of " + other.classes()
                      : "samples without classes: use LabelledSamples"));
    }
    return Feed.labelled("data", REAL, Scope.LABELS, labelled, plan.batchSize());
  }

  private Scheme.Action turns(Player player, int times) {
    List<Gan.Term> terms = gan.terms().stream().filter(t -> t.player() == player).toList();
    List<Gan.Term> always = terms.stream().filter(t -> t.every() == 1).toList();
    Step step = step(player, name(player), always);
    if (always.size() == terms.size()) {
      return run(step, times);
    }
    int interval = terms.stream().mapToInt(Gan.Term::every).max().orElseThrow();
    Step penalized = step(player, "penalized/" + name(player), terms);
    return repeat(times, every(interval, penalized, step));
  }

  private static String name(Player player) {
    return player == Player.DISCRIMINATOR ? DISCRIMINATOR : GENERATOR;
  }

  private Step step(Player player, String stepName, List<Gan.Term> terms) {
    Step.Builder step = Step.named(stepName);
    Match match = new Match(gan, data.rowShape(), plan.batchSize(), step);
    Tensor loss = match.loss(player);
    List<Tensor> values = terms.stream().map(t -> t.objective().of(match.round(player))).toList();
    for (Tensor value : values) {
      loss = loss.plus(value);
    }
    if (player == Player.DISCRIMINATOR) {
      step.minimize(DISCRIMINATOR, loss, plan.discriminatorOptimizer(), match.discriminator());
    } else {
      step.minimize(GENERATOR, loss, plan.generatorOptimizer(), match.generator());
      if (plan.averageDecay() > 0) {
        step.average(match.generator(), plan.averageDecay());
      }
    }
    for (int i = 0; i < terms.size(); i++) {
      String lossName = terms.get(i).lossName();
      if (lossName != null) {
        step.output(lossName, values.get(i));
      }
    }
    return step.build();
  }
}
