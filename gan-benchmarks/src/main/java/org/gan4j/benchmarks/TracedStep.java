package org.gan4j.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * The steps of a workload as the framework traces them, on any backend: a call for each player's,
 * or one for all where the backend gains by that, as when it trains.
 */
final class TracedStep implements Competitor {
  private final Map<Variable, float[]> initialValues = new LinkedHashMap<>();
  private final Session session;
  private final List<Call> calls;

  private static final class Call {
    private final Executable executable;
    private final int times;
    private final float[][] inputs;
    private final float[][] losses;

    Call(Session session, Program program, int times, Problem.Batch batch) {
      this.executable = session.compile(program);
      this.times = times;
      this.inputs =
          program.inputs().stream()
              .map(input -> input.name().equals("real") ? batch.real() : batch.noise())
              .toArray(float[][]::new);
      this.losses = new float[program.outputs().size()][1];
    }

    void run() {
      executable.run(inputs, times, losses);
    }

    float firstLoss() {
      return losses[0][0];
    }

    float lastLoss() {
      return losses[losses.length - 1][0];
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
    initialValues.putAll(problem.parameters());
    Program discriminatorStep = trace(true, workload, problem);
    Program generatorStep = trace(false, workload, problem);
    session = Session.open(backend, initialValues);
    int steps = workload.steps();
    calls =
        2 * steps <= backend.mostStepsJoined()
            ? List.of(
                new Call(
                    session,
                    discriminatorStep.repeated(steps).then(generatorStep.repeated(steps)),
                    1,
                    problem.batch()))
            : List.of(
                new Call(session, discriminatorStep, steps, problem.batch()),
                new Call(session, generatorStep, steps, problem.batch()));
  }

  private Program trace(boolean discriminatorMoves, Workload workload, Problem problem) {
    ModelTrace generate = Problem.generator(workload);
    ModelTrace judge = Problem.discriminator(workload);
    Tensor fake = generate.apply(Tensor.input("noise", workload.noise())).output();
    Tensor realLogits = judge.apply(Tensor.input("real", workload.real())).output();
    Tensor fakeLogits = judge.apply(fake).output();
    Loss losses = GanLosses.nonSaturating();
    Tensor value =
        discriminatorMoves
            ? losses.discriminator(realLogits, fakeLogits)
            : losses.generator(realLogits, fakeLogits);
    String player = discriminatorMoves ? "discriminator" : "generator";
    ModelTrace moving = discriminatorMoves ? judge : generate;
    Slots slots = new Slots("optimizer/" + player);
    List<Tensor> parameters = moving.parameters();
    List<Tensor> moved =
        workload.optimizer().update(parameters, Gradients.of(value, parameters), slots);
    Program.Builder program = Program.named("step").output(player + "Loss", value);
    for (int i = 0; i < moved.size(); i++) {
      Variable variable = (Variable) parameters.get(i).op();
      if (!problem.parameters().containsKey(variable)) {
        throw new IllegalArgumentException(
            "the problem has no %s of shape %s; it has %s"
                .formatted(variable.name(), variable.shape(), problem.parameters().keySet()));
      }
      program.update(variable, moved.get(i));
    }
    slots.updates().forEach(update -> program.update(update.variable(), update.value()));
    moving.stateUpdates().forEach(update -> program.update(update.variable(), update.value()));
    addInitialStates(generate);
    addInitialStates(judge);
    slots.initialValues().forEach(this::addConstant);
    return program.build();
  }

  private void addInitialStates(ModelTrace model) {
    model
        .initializers()
        .forEach(
            (variable, initializer) -> {
              float[] values = new float[variable.shape().elementCount()];
              initializer.fill(values, variable.shape(), RandomStream.of(1, variable.name()));
              initialValues.putIfAbsent(variable, values);
            });
  }

  private void addConstant(Variable variable, float start) {
    float[] values = new float[variable.shape().elementCount()];
    Arrays.fill(values, start);
    initialValues.put(variable, values);
  }

  @Override
  public Losses iterate() {
    calls.forEach(Call::run);
    return new Losses(calls.get(0).firstLoss(), calls.get(calls.size() - 1).lastLoss());
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
