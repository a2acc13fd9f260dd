package org.gan4j.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** One training under way; also the iteration as its listeners see it. */
final class TrainingLoop implements Iteration {
  private final Training training;
  private final Session session;
  private final SchemeRun run;
  private final Listeners listeners;
  private final Map<String, Integer> losses = new HashMap<>();
  private final Map<Class<?>, Object> views = new HashMap<>();
  private final @Nullable Checkpoint start;
  private final double secondsBefore;
  private @Nullable Map<String, String> fingerprints;
  private long startNanos;
  private int number;
  private int done;
  private boolean stopped;

  TrainingLoop(
      Training training,
      Session session,
      @Nullable Checkpoint start,
      List<TrainingListener> listeners) {
    this.training = training;
    this.start = start;
    this.done = start == null ? 0 : start.iterations();
    this.secondsBefore = start == null ? 0 : start.wallSeconds();
    this.session = session;
    this.run = new SchemeRun(training.scheme(), session, training.seed());
    this.listeners = new Listeners(listeners);
    training.losses().forEach(name -> losses.put(name, losses.size()));
    training.scheme().views().forEach((type, view) -> views.put(type, view.apply(run)));
  }

  Trained run() {
    try {
      if (start != null) {
        listeners.recall(start);
      }
      listeners.start(training);
      TrainingSummary summary = iterateAll();
      return new Trained(session, summary, listeners.end(summary));
    } catch (Throwable failure) {
      listeners.fail(failure);
      throw failure;
    }
  }

  private TrainingSummary iterateAll() {
    startNanos = System.nanoTime();
    while (done < training.iterations() && !stopped) {
      number = done;
      iterate();
      stopped |= Thread.currentThread().isInterrupted();
    }
    checkVariables(number);
    return new TrainingSummary(
        session.backend().description(),
        done,
        done < training.iterations(),
        (long) done * training.scheme().stepsPerIteration(),
        wallSeconds());
  }

  private double wallSeconds() {
    return secondsBefore + (System.nanoTime() - startNanos) * 1e-9;
  }

  private void iterate() {
    run.drawFirst(number);
    listeners.startIteration(this);
    boolean watched = listeners.watchSteps(number);
    if (run.joins() && !watched) {
      run.runJoined(number);
    } else {
      runTurns(watched);
    }
    checkLosses();
    listeners.endIteration(this);
    done++;
    listeners.closeIteration(this);
  }

  private void runTurns(boolean watched) {
    List<SchemeRun.Turn> turns = run.turns();
    for (int i = 0; i < turns.size(); i++) {
      SchemeRun.Turn turn = turns.get(i);
      turn.perform(number);
      if (watched && turn.isLast()) {
        listeners.endStep(this, turn.name());
      }
      turn.drawForNext(number);
    }
  }

  private void checkLosses() {
    float[] values = run.losses();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        run.checkInputs(number);
        checkVariables(number);
        throw new TrainingDivergedException(
            number, training.losses().get(i), "loss is " + values[i]);
      }
    }
  }

  private void checkVariables(int iteration) {
    session.readAll().forEach((variable, values) -> checkFinite(variable, values, iteration));
  }

  private static void checkFinite(Variable variable, float[] values, int iteration) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw TrainingDivergedException.of(iteration, variable.name(), values[i], i);
      }
    }
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public float loss(String name) {
    Integer index = losses.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "there is no loss \"%s\" in this training; there are %s"
              .formatted(name, training.losses()));
    }
    return run.losses()[index];
  }

  @Override
  public <T> T view(Class<T> type) {
    Object view = views.get(type);
    if (view == null) {
      throw new IllegalArgumentException(
          "this training has no view %s to show; it has %s".formatted(type, views.keySet()));
    }
    return type.cast(view);
  }

  @Override
  public Map<Variable, float[]> weights() {
    return session.readAll();
  }

  @Override
  public Checkpoint checkpoint() {
    if (fingerprints == null) {
      fingerprints = Fingerprints.of(training);
    }
    Map<Variable, float[]> weights = session.readAll();
    weights.forEach((variable, values) -> checkFinite(variable, values, number));
    return new Checkpoint(
        done,
        training.seed(),
        wallSeconds(),
        session.backend().description(),
        weights,
        fingerprints,
        training.scheme().notes(),
        listeners.memories());
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
