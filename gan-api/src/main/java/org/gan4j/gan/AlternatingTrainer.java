package org.gan4j.gan;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gan4j.backend.Backend;
import org.gan4j.check.Check;
import org.gan4j.data.Samples;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;

/** The trainer in which both players take their steps in turn: a {@link GanScheme}. */
public final class AlternatingTrainer implements Trainer {
  private final Backend backend;

  /** A trainer on a backend. */
  public AlternatingTrainer(Backend backend) {
    this.backend = Check.given("backend", backend);
  }

  @Override
  public TrainedGan train(Gan gan, Samples data, TrainingPlan plan, TrainingListener... listeners) {
    Check.allGiven("listeners", listeners);
    return finished(gan, training(gan, data, plan).run(backend, listeners));
  }

  @Override
  public TrainedGan resume(
      Gan gan,
      Samples data,
      TrainingPlan plan,
      Checkpoint checkpoint,
      TrainingListener... listeners) {
    return finished(gan, training(gan, data, plan).resume(backend, checkpoint, listeners));
  }

  @Override
  public TrainedGan trainFrom(
      Map<Variable, float[]> weights,
      Gan gan,
      Samples data,
      TrainingPlan plan,
      TrainingListener... listeners) {
    return finished(gan, training(gan, data, plan).runFrom(weights, backend, listeners));
  }

  private static Training training(Gan gan, Samples data, TrainingPlan plan) {
    return Training.of(GanScheme.of(gan, data, plan))
        .withIterations(plan.iterations())
        .withSeed(plan.seed());
  }

  private TrainedGan finished(Gan gan, Trained trained) {
    Map<Variable, float[]> weights;
    try (trained) {
      weights = trained.weights();
    }
    return new TrainedGan(backend, gan, weights, trained.summary(), trained.listenerFailures());
  }

  @Override
  public TrainedGan restore(Gan gan, Map<Variable, float[]> weights) {
    Check.given("gan", gan);
    Check.given("weights", weights);
    TrainedGan restored =
        TrainedGan.of(
            backend, gan, weights, new TrainingSummary(backend.description(), 0, false, 0, 0));
    Set<Variable> surplus = restored.surplus();
    if (!surplus.isEmpty()) {
      restored.close();
      throw new IllegalArgumentException(
          "the weights have variables that this GAN has not: %s\n  fix: restore the GAN with the networks that it was trained with"
              .formatted(surplus.stream().map(Variable::name).collect(Collectors.joining(", "))));
    }
    return restored;
  }
}
