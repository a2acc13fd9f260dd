package org.gan4j.examples.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.data.Images;
import org.gan4j.data.Mirroring;
import org.gan4j.data.Prefetching;
import org.gan4j.examples.run.GanTrial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.gan.GanView;
import org.gan4j.gan.TrainedGan;
import org.gan4j.metrics.Protocol;
import org.gan4j.random.RandomStream;
import org.gan4j.report.gan.Equilibrium;
import org.gan4j.report.gan.ImagesCamera;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Meter;
import org.gan4j.report.recording.Recorder;
import org.gan4j.train.Iteration;
import org.jspecify.annotations.Nullable;

/** Images are learned. */
final class ImageTrial extends GanTrial {
  private static final int FRAME_INTERVAL = 100;
  private static final int METRICS_INTERVAL = 1_000;
  private static final long METRICS_NOISE_SEED = 1;
  private static final int INTERPOLATIONS = 10;

  private final ImageSettings settings;
  private final Images images;
  private final Prefetching ahead;
  private final Workbench workbench;
  private @Nullable ImageJudge judge;

  private ImageTrial(
      ImageSettings settings, Images images, Prefetching ahead, Workbench workbench) {
    super(workbench, settings.gan(), ahead, settings.plan());
    this.settings = settings;
    this.images = images;
    this.ahead = ahead;
    this.workbench = workbench;
  }

  static ImageTrial of(ImageSettings settings, Images images, Workbench workbench) {
    Prefetching ahead = Prefetching.of(settings.flips() ? Mirroring.of(images) : images);
    try {
      return new ImageTrial(settings, images, ahead, workbench);
    } catch (RuntimeException e) {
      ahead.close();
      throw e;
    }
  }

  @Override
  public ImageSettings settings() {
    return settings;
  }

  @Override
  public Recorder recorder(Path folder) {
    boolean settles = settings.preset() == Preset.DCGAN;
    findJudge();
    return Recorder.of(folder, ImagesCamera.of(images.rowShape()))
        .withFramesEvery(FRAME_INTERVAL)
        .withMetrics(METRICS_INTERVAL, Meter.atOnce(this::measure))
        .withReference(settles ? Equilibrium.ofNonSaturating() : null);
  }

  private @Nullable ImageJudge findJudge() {
    if (judge == null && settings.measured() && ImageJudge.canJudge(images)) {
      judge = ImageJudge.of(workbench, settings.data(), images);
    }
    return judge;
  }

  @Override
  public Map<String, Double> measure(Iteration iteration) {
    ImageJudge found = findJudge();
    return found == null
        ? Map.of()
        : found.measure(
            iteration.view(GanView.class).generate(ImageJudge.COUNT, METRICS_NOISE_SEED));
  }

  @Override
  public Picture show(Iteration iteration) {
    return ImagesCamera.samples(images.rowShape(), iteration);
  }

  @Override
  public @Nullable Protocol protocol() {
    return judge == null ? null : judge.protocol();
  }

  /** Each column goes from one point of the latent space to another. */
  @Override
  protected List<Exhibit> look(TrainedGan trained) {
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
    ImageGrid between = ImageGrid.of(images.rowShape(), trained.generate(noise), INTERPOLATIONS);
    return List.of(
        new Exhibit(
            "interpolation.png", "Between two points of the latent space, a column each", between));
  }

  @Override
  public void close() {
    ahead.close();
    if (judge != null) {
      judge.close();
    }
  }
}
