package org.gan4j.report.recording;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.gan4j.report.picture.LossCurves;
import org.gan4j.train.Iteration;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/**
 * Records a training run for a report: losses every 10 iterations, frames and figures every so many
 * and at the last one. Pictures are drawn, and figures computed, by a thread of their own while
 * training goes on.
 *
 * <pre>{@code
 * Recorder recorder = Recorder.of(folder, camera).withFramesEvery(500).withMetrics(500, meter);
 * trainer.train(gan, data, plan, recorder);
 * RunReport.of("digits", recorder).write(folder);
 * }</pre>
 */
public final class Recorder implements TrainingListener {
  private static final int LOSS_INTERVAL = 10;
  private static final int FRAME_INTERVAL = 1_000;

  private final Path folder;
  private final Camera camera;
  private final int frameInterval;
  private final int metricsInterval;
  private final Meter meter;
  private final LossCurves.@Nullable Reference reference;
  private final Gallery gallery;
  private final Background background = new Background();
  private final List<LossCurves.Losses> losses = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<CompletableFuture<Recording.Metrics>> metrics = new ArrayList<>();
  private List<String> lossNames = List.of();
  private int lastIteration;

  private Recorder(
      Path folder,
      Camera camera,
      int frameInterval,
      int metricsInterval,
      Meter meter,
      LossCurves.@Nullable Reference reference) {
    if (frameInterval < 1 || metricsInterval < 1) {
      throw new IllegalArgumentException(
          "intervals must be at least 1, not %d and %d".formatted(frameInterval, metricsInterval));
    }
    this.folder = folder;
    this.camera = camera;
    this.frameInterval = frameInterval;
    this.metricsInterval = metricsInterval;
    this.meter = meter;
    this.reference = reference;
    this.gallery = new Gallery(folder, camera.albums());
  }

  /**
   * A recorder that has a frame taken every 1,000 iterations, and measures nothing.
   *
   * @param folder where the pictures are drawn
   */
  public static Recorder of(Path folder, Camera camera) {
    return new Recorder(folder, camera, FRAME_INTERVAL, FRAME_INTERVAL, iteration -> Map::of, null);
  }

  /** The same with a frame every so many iterations, at least 1. */
  public Recorder withFramesEvery(int iterations) {
    return new Recorder(folder, camera, iterations, metricsInterval, meter, reference);
  }

  /** The same with figures every so many iterations, at least 1. */
  public Recorder withMetrics(int everyIterations, Meter newMeter) {
    return new Recorder(folder, camera, frameInterval, everyIterations, newMeter, reference);
  }

  /** The same with what the losses are compared with. */
  public Recorder withReference(LossCurves.@Nullable Reference newReference) {
    return new Recorder(folder, camera, frameInterval, metricsInterval, meter, newReference);
  }

  /** What was recorded so far; waits for what is still being measured. */
  public Recording recording() {
    return new Recording(
        camera.albums(),
        new LossCurves(lossNames, losses, reference),
        frames,
        metrics.stream()
            .map(CompletableFuture::join)
            .filter(measured -> !measured.values().isEmpty())
            .toList());
  }

  /** The pictures, those that are drawn already among them. */
  public Gallery gallery() {
    return gallery;
  }

  @Override
  public void trainingStarted(Training training) {
    lastIteration = training.iterations() - 1;
    lossNames = training.losses();
  }

  private boolean isDue(int iteration, int interval) {
    return iteration % interval == 0 || iteration == lastIteration;
  }

  @Override
  public void iterationStarted(Iteration iteration) {
    if (isDue(iteration.number(), frameInterval)) {
      camera.started(iteration);
    }
  }

  @Override
  public boolean watchesSteps(int iteration) {
    return isDue(iteration, frameInterval) && camera.watchesSteps();
  }

  @Override
  public void stepEnded(Iteration iteration, String step) {
    if (isDue(iteration.number(), frameInterval)) {
      camera.stepEnded(iteration, step);
    }
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    int number = iteration.number();
    if (number % LOSS_INTERVAL == 0) {
      losses.add(
          new LossCurves.Losses(
              number, lossNames.stream().map(name -> (double) iteration.loss(name)).toList()));
    }
    if (isDue(number, frameInterval)) {
      frames.add(new Frame(number, camera.take(iteration)));
      gallery.add(frames, background);
    }
    if (isDue(number, metricsInterval)) {
      Supplier<Map<String, Double>> figures = meter.look(iteration);
      metrics.add(
          CompletableFuture.supplyAsync(
              () -> new Recording.Metrics(number, figures.get()), background::add));
    }
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    background.rest();
  }

  @Override
  public void trainingFailed(Throwable failure) {
    background.rest();
  }
}
