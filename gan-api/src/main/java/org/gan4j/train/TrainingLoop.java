package org.gan4j.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.gan4j.backend.Session;
import org.gan4j.data.Samples;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** One training run under way; also the iteration as its listeners see it. */
final class TrainingLoop implements Iteration {
  private final Samples data;
  private final Gan gan;
  private final TrainingPlan plan;
  private final GanPrograms programs;
  private final Session session;
  private final List<TrainingListener> listeners;
  private final List<TrainingListener> listenersBetween;
  private final RandomStream dataStream;
  private final RandomStream noiseStream;
  private final float[] real;
  private final float[] noise;
  private final Labels labels;
  private final ProgramCall discriminatorStep;
  private final ProgramCall generatorStep;
  private final @Nullable ProgramCall joinedSteps;
  private final Sampler sampler;
  private @Nullable ProgramCall observer;
  private @Nullable Observation observation;
  private Map<String, Shape> observedShapes = Map.of();
  private float discriminatorLoss;
  private float generatorLoss;
  private int number;
  private boolean stopped;

  TrainingLoop(
      Gan gan,
      Samples data,
      TrainingPlan plan,
      GanPrograms programs,
      Session session,
      List<TrainingListener> listeners) {
    this.gan = gan;
    this.data = data;
    this.plan = plan;
    this.programs = programs;
    this.session = session;
    this.listeners = listeners;
    this.listenersBetween = listeners.stream().filter(TrainingLoop::listensBetween).toList();
    this.dataStream = RandomStream.of(plan.seed(), "data");
    this.noiseStream = RandomStream.of(plan.seed(), "noise");
    this.real = new float[plan.batchSize() * data.rowShape().elementCount()];
    this.noise = new float[plan.batchSize() * gan.noise().size()];
    this.labels = new Labels(gan.classes(), plan.batchSize());
    this.discriminatorStep = call(programs.discriminatorStep());
    this.generatorStep = call(programs.generatorStep());
    boolean joins =
        plan.discriminatorSteps() + plan.generatorSteps() <= session.backend().mostStepsJoined();
    this.joinedSteps = joins ? programs.joinedSteps().map(this::call).orElse(null) : null;
    this.sampler = new Sampler(session, gan, GanPrograms.sampler(plan.averageDecay() > 0));
  }

  private ProgramCall call(GanPrograms.Step step) {
    Map<String, float[]> arrays =
        Map.of(
            GanPrograms.REAL, real, GanPrograms.NOISE, noise, GanPrograms.LABELS, labels.oneHot());
    return new ProgramCall(session, step, arrays, plan.seed());
  }

  TrainingSummary run(String backend) {
    listeners.forEach(listener -> listener.trainingStarted(plan));
    try {
      TrainingSummary summary = iterateAll(backend);
      listeners.forEach(listener -> listener.trainingEnded(summary));
      return summary;
    } catch (RuntimeException failure) {
      listeners.forEach(listener -> listener.trainingFailed(failure));
      throw failure;
    }
  }

  private TrainingSummary iterateAll(String backend) {
    long start = System.nanoTime();
    for (number = 0; number < plan.iterations() && !stopped; number++) {
      iterate();
    }
    checkParameters(number - 1);
    long steps = (long) number * (plan.discriminatorSteps() + plan.generatorSteps());
    return new TrainingSummary(
        backend, number, number < plan.iterations(), steps, (System.nanoTime() - start) * 1e-9);
  }

  private void iterate() {
    labels.fill(data, real, dataStream.at(number));
    gan.noise().fill(noise, plan.batchSize(), noiseStream.at(number));
    tell(TrainingListener::iterationStarted);
    if (joinedSteps == null || anyoneLooksBetween()) {
      discriminatorStep.run((long) number * plan.discriminatorSteps(), plan.discriminatorSteps());
      discriminatorLoss = discriminatorStep.scalar(0);
      tellBetween();
      generatorStep.run((long) number * plan.generatorSteps(), plan.generatorSteps());
      generatorLoss = generatorStep.scalar(0);
    } else {
      joinedSteps.run(number, 1);
      discriminatorLoss = joinedSteps.scalar(0);
      generatorLoss = joinedSteps.scalar(1);
    }
    if (!Float.isFinite(discriminatorLoss) || !Float.isFinite(generatorLoss)) {
      checkParameters(number);
      boolean discriminator = !Float.isFinite(discriminatorLoss);
      throw new TrainingDivergedException(
          number,
          discriminator ? GanPrograms.DISCRIMINATOR : GanPrograms.GENERATOR,
          "loss is " + (discriminator ? discriminatorLoss : generatorLoss));
    }
    tell(TrainingListener::generatorTrained);
    tell(TrainingListener::iterationEnded);
  }

  private void tell(BiConsumer<TrainingListener, Iteration> event) {
    observation = null;
    for (int i = 0; i < listeners.size(); i++) {
      event.accept(listeners.get(i), this);
    }
  }

  private static boolean listensBetween(TrainingListener listener) {
    try {
      return listener
              .getClass()
              .getMethod("discriminatorTrained", Iteration.class)
              .getDeclaringClass()
          != TrainingListener.class;
    } catch (NoSuchMethodException e) {
      throw new LinkageError("not a listener: " + listener, e);
    }
  }

  private boolean anyoneLooksBetween() {
    for (int i = 0; i < listenersBetween.size(); i++) {
      if (listenersBetween.get(i).looksBetween(number)) {
        return true;
      }
    }
    return false;
  }

  private void tellBetween() {
    observation = null;
    for (int i = 0; i < listenersBetween.size(); i++) {
      if (listenersBetween.get(i).looksBetween(number)) {
        listenersBetween.get(i).discriminatorTrained(this);
      }
    }
  }

  private void checkParameters(int iteration) {
    for (Variable variable : session.variables()) {
      float[] values = session.read(variable);
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw new TrainingDivergedException(
              iteration,
              variable.name().contains(GanPrograms.DISCRIMINATOR)
                  ? GanPrograms.DISCRIMINATOR
                  : GanPrograms.GENERATOR,
              "variable %s has %s at index %d".formatted(variable.name(), values[i], i));
        }
      }
    }
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public float discriminatorLoss() {
    return discriminatorLoss;
  }

  @Override
  public float generatorLoss() {
    return generatorLoss;
  }

  @Override
  public Observation observe() {
    Observation current = observation;
    if (current == null) {
      ProgramCall call = observer();
      call.run(0, 1);
      Map<String, float[]> values = call.copies();
      values.put(GanPrograms.REAL, real.clone());
      current = new Observation(values, observedShapes);
      observation = current;
    }
    return current;
  }

  private ProgramCall observer() {
    ProgramCall call = observer;
    if (call == null) {
      Program program = programs.observation();
      call = call(new GanPrograms.Step(program, List.of()));
      observer = call;
      Map<String, Shape> shapes = new HashMap<>();
      shapes.put(GanPrograms.REAL, data.rowShape().prepend(plan.batchSize()));
      program.outputs().forEach(o -> shapes.put(o.name(), o.value().shape()));
      observedShapes = shapes;
    }
    return call;
  }

  @Override
  public float[][] generate(int count, long noiseSeed) {
    return sampler.generate(count, noiseSeed);
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
