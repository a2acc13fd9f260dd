package org.gan4j.examples.bigan;

import java.nio.file.Path;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.DigitExperiment;
import org.gan4j.examples.digits.DigitSettings;
import org.gan4j.examples.digits.Digits;
import org.gan4j.examples.run.Trial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.metrics.NearestNeighbour;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.report.recording.Meter;
import org.gan4j.report.recording.Recorder;
import org.gan4j.step.Inference;
import org.gan4j.train.Iteration;
import org.gan4j.train.Scheme;
import org.gan4j.train.Training;

/** Digits are encoded, and made of codes. */
public final class BiGanTrial implements Trial {
  private static final int FRAMES = 10;
  private static final int COLUMNS = 16;
  private static final int ROWS = 4;

  private final DigitSettings settings;
  private final Digits digits;
  private final BiGan gan;
  private final Scheme scheme;

  private BiGanTrial(DigitSettings settings, Digits digits, Workbench workbench) {
    this.settings = settings;
    this.digits = digits;
    this.gan =
        BiGan.of(
            new BiGan.Settings(
                settings.channels(),
                BiGan.Settings.of(0).codeSize(),
                settings.iterations(),
                settings.batchSize(),
                settings.seed()),
            digits.known().rowShape());
    this.scheme =
        gan.training(digits.known()).scheme().withView(Session.class, Training.Run::session);
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    BiGan.Settings usual = BiGan.Settings.of(0);
    return DigitExperiment.of(
        "bigan",
        "BiGAN learns to make digits of codes and codes of digits, without labels.",
        new DigitSettings("", usual.channels(), usual.batchSize(), usual.iterations(), 0),
        BiGanTrial::new);
  }

  @Override
  public DigitSettings settings() {
    return settings;
  }

  @Override
  public Scheme scheme() {
    return scheme;
  }

  @Override
  public Recorder recorder(Path folder) {
    int interval = Math.max(1, settings.iterations() / FRAMES);
    Album album = Album.of("samples", "Unseen digits, and below each what its code becomes");
    return Recorder.of(folder, Camera.of(album, this::show))
        .withFramesEvery(interval)
        .withMetrics(settings.iterations(), Meter.atOnce(this::measure));
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    Images first = digits.held().range(0, Math.min(COLUMNS * ROWS, digits.held().size()));
    return ImageGrid.of(
        first.rowShape(),
        gan.besideOriginals(iteration.view(Session.class), first.rows(), COLUMNS),
        COLUMNS);
  }

  /** {@code nearestNeighbour}: how often the unseen digit with the nearest code has the class. */
  @Override
  public Map<String, Double> measure(Iteration iteration) {
    Inference encoder = gan.encoder(iteration.view(Session.class));
    double accuracy =
        NearestNeighbour.accuracy(
            encoder.apply(digits.known().rows()),
            digits.known().labels(),
            encoder.apply(digits.held().rows()),
            digits.held().labels());
    return Map.of("nearestNeighbour", accuracy);
  }
}
