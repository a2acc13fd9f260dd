package org.gan4j.examples;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.examples.Measurement.Snapshot;
import org.gan4j.gan.GanScheme;
import org.gan4j.report.History.Losses;
import org.gan4j.train.Iteration;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;

/** Takes the time of a training, without its own, and notes losses and parameters. */
final class MeasuringListener implements TrainingListener {
  private static final int WARM_UP_SHARE = 10;
  private static final int EVERY_UNTIL = 100;
  private static final int INTERVAL = 100;

  private final List<Losses> losses = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private int warmUp;
  private int stepsPerIteration;
  private int measuredIterations;
  private long measuredNanos;
  private long iterationStart;
  private double secondsToFirstStep;

  @Override
  public void trainingStarted(Training training) {
    warmUp = training.iterations() / WARM_UP_SHARE;
    stepsPerIteration = training.scheme().stepsPerIteration();
    iterationStart = System.nanoTime();
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    if (iteration.number() >= warmUp) {
      measuredIterations++;
      measuredNanos += System.nanoTime() - iterationStart;
    }
    if (iteration.number() == 0) {
      long started = ManagementFactory.getRuntimeMXBean().getStartTime();
      secondsToFirstStep = (System.currentTimeMillis() - started) * 1e-3;
    }
    losses.add(
        new Losses(
            iteration.number(),
            iteration.loss(GanScheme.DISCRIMINATOR),
            iteration.loss(GanScheme.GENERATOR)));
    if (iteration.number() < EVERY_UNTIL || iteration.number() % INTERVAL == 0) {
      snapshots.add(new Snapshot(iteration.number(), parameters(iteration)));
    }
    iterationStart = System.nanoTime();
  }

  private static List<Float> parameters(Iteration iteration) {
    List<Float> parameters = new ArrayList<>();
    iteration
        .weights()
        .forEach(
            (variable, values) -> {
              if (!variable.name().startsWith("optimizer/")) {
                for (float value : values) {
                  parameters.add(value);
                }
              }
            });
    return parameters;
  }

  double secondsToFirstStep() {
    return secondsToFirstStep;
  }

  double stepsPerSecond() {
    return (double) measuredIterations * stepsPerIteration / (measuredNanos * 1e-9);
  }

  List<Losses> losses() {
    return List.copyOf(losses);
  }

  List<Snapshot> snapshots() {
    return List.copyOf(snapshots);
  }
}
