package org.gan4j.examples.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.examples.compare.Measurement.Snapshot;
import org.gan4j.examples.run.Trial;
import org.gan4j.report.comparison.Comparison.Losses;
import org.gan4j.report.page.HtmlPage;
import org.gan4j.report.picture.Bounds;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.Mark;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.picture.Png;
import org.gan4j.report.picture.Scatter;
import org.gan4j.train.Iteration;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Takes the time of a training, without its own, and notes losses and parameters; at the end also
 * figures and what was made.
 */
final class MeasuringListener implements TrainingListener {
  private static final int WARM_UP_SHARE = 10;
  private static final int EVERY_UNTIL = 100;
  private static final int INTERVAL = 100;

  private final Trial trial;
  private final int mostIterations;
  private final List<Losses> losses = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private int warmUp;
  private int stepsPerIteration;
  private int measuredIterations;
  private long measuredNanos;
  private long iterationStart;
  private double secondsToFirstStep;
  private int lastIteration;
  private List<String> lossNames = List.of();
  private Map<String, Double> metrics = Map.of();
  private @Nullable Picture shown;

  MeasuringListener(Trial trial, int mostIterations) {
    this.trial = trial;
    this.mostIterations = mostIterations;
  }

  @Override
  public void trainingStarted(Training training) {
    int iterations = Math.min(mostIterations, training.iterations());
    lastIteration = iterations - 1;
    lossNames = training.losses();
    warmUp = iterations / WARM_UP_SHARE;
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
    Map<String, Double> byName = new LinkedHashMap<>();
    lossNames.forEach(name -> byName.put(name, (double) iteration.loss(name)));
    losses.add(new Losses(iteration.number(), byName));
    if (iteration.number() < EVERY_UNTIL || iteration.number() % INTERVAL == 0) {
      snapshots.add(new Snapshot(iteration.number(), parameters(iteration)));
    }
    if (iteration.number() == lastIteration) {
      metrics = trial.measure(iteration);
      shown = trial.show(iteration);
      iteration.stop();
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

  /** What it all came to. */
  Measurement measurement(String backend, @Nullable Double peakMegabytes) {
    return new Measurement(
        backend,
        secondsToFirstStep,
        (double) measuredIterations * stepsPerIteration / (measuredNanos * 1e-9),
        peakMegabytes,
        List.copyOf(losses),
        List.copyOf(snapshots),
        metrics,
        points(Mark.REAL),
        points(Mark.GENERATED),
        picture());
  }

  private Cloud points(Mark mark) {
    return shown instanceof Scatter scatter
        ? scatter.layers().stream()
            .filter(layer -> layer.mark() == mark)
            .map(Scatter.Layer::cloud)
            .findFirst()
            .orElse(new Cloud(List.of()))
        : new Cloud(List.of());
  }

  private @Nullable String picture() {
    if (shown == null || shown instanceof Scatter) {
      return null;
    }
    try {
      return HtmlPage.dataUrl(Png.encode(shown.draw(Bounds.around(List.of()))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode a picture", e);
    }
  }
}
