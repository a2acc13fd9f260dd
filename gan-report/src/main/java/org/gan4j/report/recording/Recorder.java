package org.gan4j.report.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.gan4j.report.picture.LossCurves;
import org.gan4j.train.Iteration;
import org.gan4j.train.RememberingListener;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/**
 * Records a training run for a report: losses every 10 iterations, frames and figures every so many
 * and at the last one. Pictures are drawn, and figures computed, by a thread of their own while
 * training goes on. Of a long run every second frame goes when there are more than 60, and so on:
 * what a recorder keeps in memory and on the disk is bounded.
 *
 * <pre>{@code
 * Recorder recorder = Recorder.of(folder, camera).withFramesEvery(500).withMetrics(500, meter);
 * trainer.train(gan, data, plan, recorder);
 * RunReport.of("digits", recorder).write(folder);
 * }</pre>
 */
public final class Recorder implements RememberingListener {
  private static final int LOSS_INTERVAL = 10;
  private static final int MOST_LOSSES = 4_000;
  private static final int FRAME_INTERVAL = 1_000;
  private static final int MOST_FRAMES = 60;
  private static final int MOST_METRICS = 200;

  private final Path folder;
  private final Camera camera;
  private final int frameInterval;
  private final int metricsInterval;
  private final Meter meter;
  private final LossCurves.@Nullable Reference reference;
  private final Gallery gallery;
  private final Background background = new Background();
  private final Thinned<LossCurves.Losses> losses = new Thinned<>(LOSS_INTERVAL, MOST_LOSSES);
  private final Thinned<Frame> frames;
  private final Thinned<CompletableFuture<Recording.Metrics>> metrics;
  private List<String> lossNames = List.of();

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
    this.frames = new Thinned<>(frameInterval, MOST_FRAMES);
    this.metrics = new Thinned<>(metricsInterval, MOST_METRICS);
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
        new LossCurves(lossNames, losses.values(), reference),
        frames.values(),
        measured(metrics.values()));
  }

  private static List<Recording.Metrics> measured(
      List<CompletableFuture<Recording.Metrics>> metrics) {
    return metrics.stream()
        .map(CompletableFuture::join)
        .filter(measured -> !measured.values().isEmpty())
        .toList();
  }

  /** The pictures, those that are drawn already among them. */
  public Gallery gallery() {
    return gallery;
  }

  @Override
  public String memoryName() {
    return "recording";
  }

  @Override
  public Memory remember() {
    int lossesEvery = losses.interval();
    int framesEvery = frames.interval();
    int metricsEvery = metrics.interval();
    List<LossCurves.Losses> seenLosses = losses.values();
    List<Frame> seenFrames = frames.values();
    List<CompletableFuture<Recording.Metrics>> seenMetrics = metrics.values();
    return () ->
        new RecordingMemory(
                lossesEvery,
                seenLosses,
                framesEvery,
                seenFrames,
                metricsEvery,
                measured(seenMetrics.stream().map(Recorder::orNone).toList()))
            .bytes();
  }

  /** A checkpoint does not fail because a measurement did. */
  private static CompletableFuture<Recording.Metrics> orNone(
      CompletableFuture<Recording.Metrics> measurement) {
    return measurement.exceptionally(failure -> new Recording.Metrics(0, Map.of()));
  }

  /** Intervals of its own count in a new recording only. */
  @Override
  public void recall(byte[] memory) throws IOException {
    RecordingMemory seen = RecordingMemory.of(memory, camera.albums());
    losses.restore(seen.lossInterval(), kept(seen.losses(), LossCurves.Losses::iteration, l -> l));
    frames.restore(seen.frameInterval(), kept(seen.frames(), Frame::iteration, frame -> frame));
    metrics.restore(
        seen.metricsInterval(),
        kept(seen.metrics(), Recording.Metrics::iteration, CompletableFuture::completedFuture));
  }

  private static <T, K> List<Thinned.Kept<K>> kept(
      List<T> values, ToIntFunction<T> iteration, Function<T, K> value) {
    return values.stream()
        .map(v -> new Thinned.Kept<>(iteration.applyAsInt(v), value.apply(v)))
        .toList();
  }

  @Override
  public void trainingStarted(Training training) {
    int last = training.iterations() - 1;
    lossNames = training.losses();
    metrics.endAt(last);
    gallery.remove(frames.endAt(last), background);
  }

  @Override
  public void iterationStarted(Iteration iteration) {
    if (frames.isDue(iteration.number())) {
      camera.started(iteration);
    }
  }

  @Override
  public boolean watchesSteps(int iteration) {
    return frames.isDue(iteration) && camera.watchesSteps();
  }

  @Override
  public void stepEnded(Iteration iteration, String step) {
    if (frames.isDue(iteration.number())) {
      camera.stepEnded(iteration, step);
    }
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    int number = iteration.number();
    if (losses.isDue(number)) {
      losses.add(
          number,
          new LossCurves.Losses(
              number, lossNames.stream().map(name -> (double) iteration.loss(name)).toList()));
    }
    if (frames.isDue(number)) {
      List<Frame> gone = frames.add(number, new Frame(number, camera.take(iteration)));
      gallery.add(frames.values(), background);
      gallery.remove(gone, background);
    }
    if (metrics.isDue(number)) {
      Supplier<Map<String, Double>> figures = meter.look(iteration);
      metrics.add(
          number,
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
