package org.gan4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.data.Normalization;
import org.gan4j.data.Samples;
import org.gan4j.gan.GanView;
import org.gan4j.gan.TrainedGan;
import org.gan4j.metrics.Protocol;
import org.gan4j.random.RandomStream;
import org.gan4j.report.History;
import org.gan4j.report.ImageGrid;
import org.gan4j.report.ImageRecorder;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Images are learned. */
final class ImageExperiment implements Experiment {
  private static final int GRIDS = 20;
  private static final int MEASUREMENTS = 5;
  private static final long METRICS_NOISE_SEED = 1;
  private static final int INTERPOLATIONS = 10;

  private final ImageSettings settings;
  private final Samples images;
  private final @Nullable ImageJudge judge;
  private final ImageRecorder recorder;
  private @Nullable ImageGrid interpolation;

  ImageExperiment(ImageSettings settings, Samples images, @Nullable ImageJudge judge, Path folder) {
    this.settings = settings;
    this.images = images;
    this.judge = judge;
    this.recorder =
        new ImageRecorder(
            folder,
            images.rowShape(),
            Math.max(1, settings.iterations() / GRIDS),
            Math.max(1, settings.iterations() / MEASUREMENTS),
            this::measure);
  }

  private Map<String, Double> measure(Iteration iteration) {
    return judge == null
        ? Map.of()
        : judge.measure(
            iteration.view(GanView.class).generate(ImageJudge.COUNT, METRICS_NOISE_SEED));
  }

  @Override
  public ImageSettings settings() {
    return settings;
  }

  @Override
  public Samples data() {
    return images;
  }

  @Override
  public @Nullable Normalization normalization() {
    return null;
  }

  @Override
  public TrainingListener recorder() {
    return recorder;
  }

  /** Each column goes from one point of the latent space to another. */
  @Override
  public void look(TrainedGan trained) {
    int size = settings.noiseSize();
    float[] ends = new float[2 * INTERPOLATIONS * size];
    settings.gan().noise().fill(ends, 2 * INTERPOLATIONS, RandomStream.of(0, "interpolation"));
    float[][] noise = new float[INTERPOLATIONS * INTERPOLATIONS][size];
    for (int i = 0; i < noise.length; i++) {
      int from = i % INTERPOLATIONS * 2 * size;
      int row = i / INTERPOLATIONS;
      float share = row / (float) (INTERPOLATIONS - 1);
      for (int k = 0; k < size; k++) {
        noise[i][k] = (1 - share) * ends[from + k] + share * ends[from + size + k];
      }
    }
    interpolation = ImageGrid.of(images.rowShape(), trained.generate(noise), INTERPOLATIONS);
  }

  @Override
  public List<History.Metrics> metrics() {
    return recorder.history().metrics();
  }

  @Override
  public @Nullable Protocol protocol() {
    return judge == null ? null : judge.protocol();
  }

  @Override
  public void report(Path folder, Map<String, String> settings, Map<String, String> outcome)
      throws IOException {
    recorder
        .report(this.settings.experiment())
        .withInterpolation(interpolation)
        .withSettings(settings)
        .withOutcome(outcome)
        .write(folder);
  }
}
