package org.gan4j.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.GanView;
import org.gan4j.gan.Observation;
import org.gan4j.metrics.SampleMetrics;
import org.gan4j.train.Iteration;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;
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
  private final List<CompletableFuture<History.Metrics>> metrics = new ArrayList<>();
  private final Background background = new Background();
  private int lastIteration;
  private @Nullable Gallery<History.Frame> pictures;
  private History.@Nullable Features start;
  private History.@Nullable Features middle;

  /**
   * A recorder.
   *
   * @param frameInterval iterations from one frame to the next, at least 1
   * @param toDataUnits undoes the normalization of samples
   * @param measure metrics, which may be computed by another thread, of {@link
   *     SampleMetrics#SAMPLES} generated samples in data units
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

  /**
   * Has pictures drawn into a folder while training goes on, by a thread of their own; {@link
   * #report} finishes them.
   *
   * @return this recorder
   */
  public HistoryRecorder drawingInto(Path folder) {
    pictures = RunReport.gallery(folder);
    return this;
  }

  /** A report on what was recorded so far; what is drawn already need not be drawn again. */
  public RunReport report(String title) {
    return RunReport.of(title, history(), pictures);
  }

  /** What was recorded so far; waits for what is still being measured. */
  public History history() {
    return new History(losses, frames, metrics.stream().map(CompletableFuture::join).toList());
  }

  @Override
  public void trainingStarted(Training training) {
    lastIteration = training.iterations() - 1;
  }

  private boolean isFrame(int iteration) {
    return iteration % frameInterval == 0 || iteration == lastIteration;
  }

  @Override
  public void iterationStarted(Iteration iteration) {
    start = isFrame(iteration.number()) ? features(iteration.view(GanView.class).observe()) : null;
  }

  @Override
  public boolean watchesSteps(int iteration) {
    return isFrame(iteration);
  }

  @Override
  public void stepEnded(Iteration iteration, String step) {
    if (step.equals(GanScheme.DISCRIMINATOR)) {
      middle = features(iteration.view(GanView.class).observe());
    }
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    if (iteration.number() % LOSS_INTERVAL == 0) {
      losses.add(
          new History.Losses(
              iteration.number(),
              iteration.loss(GanScheme.DISCRIMINATOR),
              iteration.loss(GanScheme.GENERATOR)));
    }
    History.Features before = start;
    History.Features between = middle;
    if (before == null || between == null) {
      return;
    }
    Observation observed = iteration.view(GanView.class).observe();
    frames.add(
        new History.Frame(
            iteration.number(),
            Cloud.of(toDataUnits.apply(observed.realSamples())),
            Cloud.of(toDataUnits.apply(observed.generatedSamples())),
            before,
            between,
            features(observed)));
    if (pictures != null) {
      pictures.add(frames, background);
    }
    float[][] generated =
        iteration.view(GanView.class).generate(SampleMetrics.SAMPLES, metricsNoiseSeed);
    int number = iteration.number();
    metrics.add(
        CompletableFuture.supplyAsync(
            () -> measured(number, generated, observed), background::add));
  }

  private History.Metrics measured(int iteration, float[][] generated, Observation observed) {
    Map<String, Double> values = new LinkedHashMap<>(measure.apply(toDataUnits.apply(generated)));
    values.put(
        "confidence",
        (SampleMetrics.confidence(observed.realLogits())
                + SampleMetrics.confidence(observed.generatedLogits()))
            / 2);
    return new History.Metrics(iteration, values);
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    background.rest();
  }

  @Override
  public void trainingFailed(Throwable failure) {
    background.rest();
  }

  private static History.Features features(Observation observation) {
    return observation.hasFeatures()
        ? new History.Features(
            Cloud.of(observation.realFeatures()), Cloud.of(observation.generatedFeatures()))
        : new History.Features(new Cloud(List.of()), new Cloud(List.of()));
  }
}
