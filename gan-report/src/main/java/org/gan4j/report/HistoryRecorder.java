package org.gan4j.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gan4j.metrics.SampleMetrics;
import org.gan4j.train.Iteration;
import org.gan4j.train.Observation;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * Records a training run for a report: losses every 10 iterations; samples, features and metrics
 * every so many, and at the last one.
 */
public final class HistoryRecorder implements TrainingListener {
  private static final int LOSS_INTERVAL = 10;

  private final int frameInterval;
  private final UnaryOperator<float[][]> toDataUnits;
  private final Function<float[][], Map<String, Double>> measure;
  private final long metricsNoiseSeed;
  private final List<History.Losses> losses = new ArrayList<>();
  private final List<History.Frame> frames = new ArrayList<>();
  private final List<History.Metrics> metrics = new ArrayList<>();
  private int lastIteration;
  private History.@Nullable Features start;
  private History.@Nullable Features middle;

  /**
   * A recorder.
   *
   * @param frameInterval iterations from one frame to the next, at least 1
   * @param toDataUnits undoes the normalization of samples
   * @param measure metrics of {@link SampleMetrics#SAMPLES} generated samples in data units
   * @param metricsNoiseSeed the seed of the noise from which those samples are made
   */
  public HistoryRecorder(
      int frameInterval,
      UnaryOperator<float[][]> toDataUnits,
      Function<float[][], Map<String, Double>> measure,
      long metricsNoiseSeed) {
    if (frameInterval < 1) {
      throw new IllegalArgumentException(
          "a frame interval must be at least 1, not " + frameInterval);
    }
    this.frameInterval = frameInterval;
    this.toDataUnits = toDataUnits;
    this.measure = measure;
    this.metricsNoiseSeed = metricsNoiseSeed;
  }

  /** What was recorded so far. */
  public History history() {
    return new History(losses, frames, metrics);
  }

  @Override
  public void trainingStarted(TrainingPlan plan) {
    lastIteration = plan.iterations() - 1;
  }

  private boolean isFrame(int iteration) {
    return iteration % frameInterval == 0 || iteration == lastIteration;
  }

  @Override
  public void iterationStarted(Iteration iteration) {
    start = isFrame(iteration.number()) ? features(iteration.observe()) : null;
  }

  @Override
  public boolean looksBetween(int iteration) {
    return isFrame(iteration);
  }

  @Override
  public void discriminatorTrained(Iteration iteration) {
    middle = features(iteration.observe());
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    if (iteration.number() % LOSS_INTERVAL == 0) {
      losses.add(
          new History.Losses(
              iteration.number(), iteration.discriminatorLoss(), iteration.generatorLoss()));
    }
    History.Features before = start;
    History.Features between = middle;
    if (before == null || between == null) {
      return;
    }
    Observation observed = iteration.observe();
    frames.add(
        new History.Frame(
            iteration.number(),
            Cloud.of(toDataUnits.apply(observed.realSamples())),
            Cloud.of(toDataUnits.apply(observed.generatedSamples())),
            before,
            between,
            features(observed)));
    Map<String, Double> values =
        new LinkedHashMap<>(
            measure.apply(
                toDataUnits.apply(iteration.generate(SampleMetrics.SAMPLES, metricsNoiseSeed))));
    values.put(
        "confidence",
        (SampleMetrics.confidence(observed.realLogits())
                + SampleMetrics.confidence(observed.generatedLogits()))
            / 2);
    metrics.add(new History.Metrics(iteration.number(), values));
  }

  private static History.Features features(Observation observation) {
    return observation.hasFeatures()
        ? new History.Features(
            Cloud.of(observation.realFeatures()), Cloud.of(observation.generatedFeatures()))
        : new History.Features(new Cloud(List.of()), new Cloud(List.of()));
  }
}
