package org.gan4j.train;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.data.Samples;
import org.gan4j.tensor.Variable;

/** The trainer in which both players take their steps in turn, each compiled into one program. */
public final class AlternatingTrainer implements Trainer {
  private final Backend backend;

  /** A trainer on a backend. */
  public AlternatingTrainer(Backend backend) {
    this.backend = backend;
  }

  @Override
  public TrainedGan train(Gan gan, Samples data, TrainingPlan plan, TrainingListener... listeners) {
    GanPrograms programs = new GanPrograms(gan, data.rowShape(), plan);
    Session session = Session.open(backend, programs.initialValues());
    try {
      TrainingLoop loop = new TrainingLoop(gan, data, plan, programs, session, List.of(listeners));
      TrainingSummary summary = loop.run(backend.description());
      String sampler = GanPrograms.sampler(plan.averageDecay() > 0);
      return new TrainedGan(session, gan, sampler, summary);
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }

  @Override
  public TrainedGan restore(Gan gan, Map<Variable, float[]> weights) {
    boolean averaged =
        weights.keySet().stream().anyMatch(v -> v.name().startsWith(GanPrograms.AVERAGE));
    String sampler = GanPrograms.sampler(averaged);
    Session session = Session.open(backend, weights);
    try {
      session.compile(GanPrograms.generation(gan, sampler, 1));
      return new TrainedGan(
          session, gan, sampler, new TrainingSummary(backend.description(), 0, false, 0, 0));
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }
}
