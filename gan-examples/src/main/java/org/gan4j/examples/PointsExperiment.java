package org.gan4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.data.Normalization;
import org.gan4j.data.Rows;
import org.gan4j.data.Samples;
import org.gan4j.gan.TrainedGan;
import org.gan4j.metrics.SampleMetrics;
import org.gan4j.report.History;
import org.gan4j.report.HistoryRecorder;
import org.gan4j.train.TrainingListener;

/** Points in the plane: a curve is learned. */
final class PointsExperiment implements Experiment {
  private static final int FRAME_INTERVAL = 1_000;
  private static final long METRICS_NOISE_SEED = 1;

  private final QuadraticSettings settings;
  private final Normalization normalization;
  private final HistoryRecorder recorder;

  /** An experiment that draws its pictures into a folder. */
  PointsExperiment(QuadraticSettings settings, Path folder) {
    this.settings = settings;
    this.normalization = settings.normalization();
    SampleMetrics metrics = SampleMetrics.of(settings.samples());
    this.recorder =
        new HistoryRecorder(FRAME_INTERVAL, this::inverted, metrics::measure, METRICS_NOISE_SEED)
            .drawingInto(folder);
  }

  private float[][] inverted(float[][] rows) {
    float[] values = Rows.join(rows);
    normalization.invert(values, rows.length);
    return Rows.split(values, rows.length == 0 ? 1 : rows[0].length);
  }

  @Override
  public QuadraticSettings settings() {
    return settings;
  }

  @Override
  public Samples data() {
    return normalization.normalized(settings.samples());
  }

  @Override
  public Normalization normalization() {
    return normalization;
  }

  @Override
  public TrainingListener recorder() {
    return recorder;
  }

  @Override
  public void look(TrainedGan trained) {}

  @Override
  public List<History.Metrics> metrics() {
    return recorder.history().metrics();
  }

  @Override
  public void report(Path folder, Map<String, String> settings, Map<String, String> outcome)
      throws IOException {
    recorder
        .report(this.settings.experiment())
        .withSettings(settings)
        .withOutcome(outcome)
        .write(folder);
  }
}
