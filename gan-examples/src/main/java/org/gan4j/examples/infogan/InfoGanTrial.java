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
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Meter;
import org.gan4j.report.recording.Recorder;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/** Codes that come to mean the kind of digit. */
public final class InfoGanTrial extends GanTrial {
  private static final int INTERVAL = 250;
  private static final int COLUMNS = 10;

  private final DigitSettings settings;
  private final InfoGan gan;
  private final Digits digits;
  private final Workbench workbench;
  private @Nullable Seen last;

  /** What an iteration has come to: a frame and its figures take one look. */
  private record Seen(int iteration, ImageGrid grid, double purity) {}

  private InfoGanTrial(DigitSettings settings, InfoGan gan, Digits digits, Workbench workbench) {
    super(workbench, gan.gan(digits.known().rowShape()), digits.known(), gan.plan(settings.seed()));
    this.settings = settings;
    this.gan = gan;
    this.digits = digits;
    this.workbench = workbench;
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    InfoGan usual = InfoGan.ofDigits();
    return DigitExperiment.of(
            "infogan",
            "InfoGAN finds the ten kinds of digits by itself.",
            DigitSettings.usual(usual.channels(), usual.batchSize(), usual.iterations()),
            (settings, digits, workbench) ->
                new InfoGanTrial(settings, gan(settings), digits, workbench))
        .withGan(settings -> gan(settings).gan(DigitExperiment.IMAGES));
  }

  private static InfoGan gan(DigitSettings settings) {
    InfoGan usual = InfoGan.ofDigits();
    return new InfoGan(
        settings.channels(),
        usual.noiseSize(),
        usual.informationWeight(),
        usual.consistencyWeight(),
        settings.batchSize(),
        settings.iterations());
  }

  @Override
  public DigitSettings settings() {
    return settings;
  }

  @Override
  public Recorder recorder(Path folder) {
    Album album = Album.of("samples", "Generated digits, a row for each category of the code");
    return Recorder.of(folder, Camera.of(album, this::show))
        .withFramesEvery(INTERVAL)
        .withMetrics(INTERVAL, Meter.atOnce(this::measure));
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    return seen(iteration).grid();
  }

  /** {@code purity}: how well the category found in unseen digits tells their class. */
  @Override
  public Map<String, Double> measure(Iteration iteration) {
    return Map.of("purity", seen(iteration).purity());
  }

  private Seen seen(Iteration iteration) {
    if (last == null || last.iteration() != iteration.number()) {
      TrainingSummary summary =
          new TrainingSummary(
              workbench.backend().description(), iteration.number() + 1, false, 0, 0);
      Gan game = gan.gan(digits.known().rowShape());
      try (TrainedGan now =
          TrainedGan.of(workbench.backend(), game, iteration.weights(), summary)) {
        FoundCodes codes = FoundCodes.of(gan, now);
        last =
            new Seen(
                iteration.number(),
                grid(codes.rowPerCategory(COLUMNS)),
                codes.purity(digits.held().rows(), digits.held().labels()));
      }
    }
    return last;
  }

  private ImageGrid grid(float[][] images) {
    return ImageGrid.of(digits.known().rowShape(), images, COLUMNS);
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
