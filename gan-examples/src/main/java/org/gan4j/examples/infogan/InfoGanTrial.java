package org.gan4j.examples.infogan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.examples.digits.DigitExperiment;
import org.gan4j.examples.digits.DigitSettings;
import org.gan4j.examples.digits.Digits;
import org.gan4j.examples.run.GanTrial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.gan.TrainedGan;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Meter;
import org.gan4j.report.recording.Recorder;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingSummary;

/** Codes that come to mean the kind of digit. */
public final class InfoGanTrial extends GanTrial {
  private static final int FRAMES = 10;
  private static final int COLUMNS = 10;

  private final DigitSettings settings;
  private final Digits digits;
  private final InfoGan gan;
  private final Workbench workbench;

  private InfoGanTrial(DigitSettings settings, InfoGan gan, Digits digits, Workbench workbench) {
    super(workbench, gan.gan(), digits.known(), gan.plan());
    this.settings = settings;
    this.digits = digits;
    this.gan = gan;
    this.workbench = workbench;
  }

  private static InfoGanTrial open(DigitSettings settings, Digits digits, Workbench workbench) {
    return new InfoGanTrial(
        settings, infoGan(settings, digits.known().rowShape()), digits, workbench);
  }

  private static InfoGan infoGan(DigitSettings settings, Shape images) {
    InfoGan.Settings usual = InfoGan.Settings.of(settings.seed());
    return InfoGan.of(
        new InfoGan.Settings(
            settings.channels(),
            usual.noiseSize(),
            usual.informationWeight(),
            settings.iterations(),
            settings.batchSize(),
            settings.seed()),
        images);
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    InfoGan.Settings usual = InfoGan.Settings.of(0);
    return DigitExperiment.of(
            "infogan",
            "InfoGAN finds the ten kinds of digits by itself.",
            new DigitSettings("", usual.channels(), usual.batchSize(), usual.iterations(), 0),
            InfoGanTrial::open)
        .withSampling(
            (settings, request) ->
                GanTrial.sample(
                    infoGan(settings, DigitExperiment.IMAGES).gan(),
                    DigitExperiment.IMAGES,
                    request));
  }

  @Override
  public DigitSettings settings() {
    return settings;
  }

  @Override
  public Recorder recorder(Path folder) {
    int interval = Math.max(1, settings.iterations() / FRAMES);
    Album album = Album.of("samples", "Generated digits, a row for each category of the code");
    return Recorder.of(folder, Camera.of(album, this::show))
        .withFramesEvery(interval)
        .withMetrics(interval, Meter.atOnce(this::measure));
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    try (TrainedGan now = now(iteration)) {
      return grid(FoundCodes.of(gan, now).rowPerCategory(COLUMNS));
    }
  }

  private ImageGrid grid(float[][] images) {
    return ImageGrid.of(digits.known().rowShape(), images, COLUMNS);
  }

  /** {@code purity}: how well the category found in unseen digits tells their class. */
  @Override
  public Map<String, Double> measure(Iteration iteration) {
    try (TrainedGan now = now(iteration)) {
      double purity = FoundCodes.of(gan, now).purity(digits.held().rows(), digits.held().labels());
      return Map.of("purity", purity);
    }
  }

  private TrainedGan now(Iteration iteration) {
    TrainingSummary summary =
        new TrainingSummary(workbench.backend().description(), iteration.number() + 1, false, 0, 0);
    return TrainedGan.of(workbench.backend(), gan.gan(), iteration.weights(), summary);
  }

  @Override
  protected List<Exhibit> look(TrainedGan trained) {
    FoundCodes codes = FoundCodes.of(gan, trained);
    List<Exhibit> exhibits = new ArrayList<>();
    for (int code = 0; code < InfoGan.CONTINUOUS; code++) {
      exhibits.add(
          new Exhibit(
              "code_" + (code + 1) + ".png",
              "Continuous code %d from -1 to 1, a row for each category".formatted(code + 1),
              grid(codes.traversal(code, COLUMNS))));
    }
    return exhibits;
  }
}
