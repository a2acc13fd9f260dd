package org.gan4j.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.tensor.Variable;

/** One training under way; also the iteration as its listeners see it. */
final class TrainingLoop implements Iteration {
  private final Training training;
  private final Session session;
  private final SchemeRun run;
  private final Listeners listeners;
  private final Map<String, Integer> losses = new HashMap<>();
  private final Map<Class<?>, Object> views = new HashMap<>();
  private int number;
  private boolean stopped;

  TrainingLoop(Training training, Session session, List<TrainingListener> listeners) {
    this.training = training;
    this.session = session;
    this.run = new SchemeRun(training.scheme(), session, training.seed());
    this.listeners = new Listeners(listeners);
    training.losses().forEach(name -> losses.put(name, losses.size()));
    training.scheme().views().forEach((type, view) -> views.put(type, view.apply(run)));
  }

  Trained run() {
    try {
      listeners.start(training);
      TrainingSummary summary = iterateAll();
      return new Trained(session, summary, listeners.end(summary));
    } catch (Throwable failure) {
      listeners.fail(failure);
      throw failure;
    }
  }

  private TrainingSummary iterateAll() {
    long start = System.nanoTime();
    for (number = 0; number < training.iterations() && !stopped; number++) {
      iterate();
      stopped |= Thread.currentThread().isInterrupted();
    }
    checkVariables(number - 1);
    return new TrainingSummary(
        session.backend().description(),
        number,
        number < training.iterations(),
        (long) number * training.scheme().stepsPerIteration(),
        (System.nanoTime() - start) * 1e-9);
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
    for (Variable variable : session.variables()) {
      float[] values = session.read(variable);
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw TrainingDivergedException.of(iteration, variable.name(), values[i], i);
        }
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
  public void stop() {
    stopped = true;
  }
}
