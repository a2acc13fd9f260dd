package org.gan4j.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.nn.ModelTrace;
import org.gan4j.step.BoundStep;
import org.gan4j.step.InitialValue;
import org.gan4j.step.Step;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * The steps of a workload as the framework traces them, on any backend: a call for each player's,
 * or one for all where the backend gains by that, as when it trains.
 */
final class TracedStep implements Competitor {
  private final Map<Variable, float[]> initialValues;
  private final Session session;
  private final List<Call> calls;

  private record Call(BoundStep step, int times) {
    Call(Session session, Step step, int times, Problem.Batch batch) {
      this(
          new BoundStep(
              session, step, Map.of("real", batch.real(), "noise", batch.noise()), /* seed= */ 0),
          times);
    }

    void run() {
      step.run(0, times);
    }
  }

  /** The quadratic experiment's steps. */
  TracedStep(Backend backend, float[] real, float[] noise) {
    this(backend, Workload.points(real.length / 2, 16, 2), new Problem.Batch(real, noise));
  }

  private TracedStep(Backend backend, Workload workload, Problem.Batch batch) {
    this(backend, workload, Problem.draw(workload, batch));
  }

  /**
   * The steps of a workload that starts from a problem.
   *
   * @throws IllegalArgumentException if the problem's parameters are not the workload's
   */
  TracedStep(Backend backend, Workload workload, Problem problem) {
    Step discriminatorStep = trace(true, workload, problem);
    Step generatorStep = trace(false, workload, problem);
    initialValues = new LinkedHashMap<>(problem.parameters());
    for (Step step : List.of(discriminatorStep, generatorStep)) {
      for (InitialValue value : step.initialValues()) {
        initialValues.computeIfAbsent(value.variable(), variable -> value.drawn(1));
      }
    }
    session = Session.open(backend, initialValues);
    int steps = workload.steps();
    Problem.Batch batch = problem.batch();
    calls =
        2 * steps <= backend.mostStepsJoined()
            ? List.of(
                new Call(
                    session,
                    discriminatorStep.repeated(steps).then(generatorStep.repeated(steps)),
                    1,
                    batch))
            : List.of(
                new Call(session, discriminatorStep, steps, batch),
                new Call(session, generatorStep, steps, batch));
  }

  private static Step trace(boolean discriminatorMoves, Workload workload, Problem problem) {
    String player = discriminatorMoves ? "discriminator" : "generator";
    Step.Builder step = Step.named(player);
    ModelTrace generate = step.model("generator", workload.generator());
    ModelTrace judge = step.model("discriminator", workload.discriminator());
    Tensor fake = generate.apply(Tensor.input("noise", workload.noise())).output();
    Tensor realLogits = judge.apply(Tensor.input("real", workload.real())).output();
    Tensor fakeLogits = judge.apply(fake).output();
    Loss losses = GanLosses.nonSaturating();
    Tensor loss =
        discriminatorMoves
            ? losses.discriminator(realLogits, fakeLogits)
            : losses.generator(realLogits, fakeLogits);
    ModelTrace moving = discriminatorMoves ? judge : generate;
    for (Tensor parameter : moving.parameters()) {
      if (parameter.op() instanceof Variable variable
          && !problem.parameters().containsKey(variable)) {
        throw new IllegalArgumentException(
            "the problem has no %s of shape %s; it has %s"
                .formatted(variable.name(), variable.shape(), problem.parameters().keySet()));
      }
    }
    return step.minimize(player, loss, workload.optimizer(), moving).build();
  }

  @Override
  public Losses iterate() {
    calls.forEach(Call::run);
    BoundStep last = calls.get(calls.size() - 1).step;
    return new Losses(
        calls.get(0).step.scalar(0), last.scalar(last.outputNames().indexOf("generator")));
  }

  @Override
  public void restart() {
    initialValues.forEach(session::write);
  }

  @Override
  public void close() {
    session.close();
  }
}
