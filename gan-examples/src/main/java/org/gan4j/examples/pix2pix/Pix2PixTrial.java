package org.gan4j.examples.pix2pix;

import java.nio.file.Path;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.DigitExperiment;
import org.gan4j.examples.digits.DigitSettings;
import org.gan4j.examples.digits.Digits;
import org.gan4j.examples.run.Trial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.examples.translation.ClassJudge;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.report.recording.Meter;
import org.gan4j.report.recording.Recorder;
import org.gan4j.train.Iteration;
import org.gan4j.train.Scheme;
import org.gan4j.train.Training;
import org.jspecify.annotations.Nullable;

/** Digits are drawn after their edges. */
public final class Pix2PixTrial implements Trial {
  private static final int FRAMES = 10;
  private static final int COLUMNS = 16;

  private final DigitSettings settings;
  private final Digits digits;
  private final Pix2Pix gan;
  private final Scheme scheme;
  private final Backend backend;
  private @Nullable ClassJudge judge;

  private Pix2PixTrial(DigitSettings settings, Digits digits, Workbench workbench) {
    Pix2Pix usual = Pix2Pix.ofDigits();
    this.settings = settings;
    this.digits = digits;
    this.gan =
        new Pix2Pix(
            settings.channels(),
            settings.batchSize(),
            settings.iterations(),
            usual.learningRate(),
            usual.distanceWeight());
    this.scheme =
        gan.scheme(EdgePairs.of(digits.known())).withView(Session.class, Training.Run::session);
    this.backend = workbench.backend();
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    Pix2Pix usual = Pix2Pix.ofDigits();
    return DigitExperiment.of(
        "pix2pix",
        "pix2pix draws digits after their edges.",
        new DigitSettings("", usual.channels(), usual.batchSize(), usual.iterations(), 0),
        Pix2PixTrial::new);
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
    Album album =
        Album.of("samples", "Edges of unseen digits, what is drawn after them, the digits");
    return Recorder.of(folder, Camera.of(album, this::show))
        .withFramesEvery(interval)
        .withMetrics(settings.iterations(), Meter.atOnce(this::measure));
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    Images first = digits.held().range(0, Math.min(COLUMNS, digits.held().size()));
    Drawings drawings = new Drawings(gan, iteration.view(Session.class), first);
    return ImageGrid.of(first.rowShape(), drawings.pictures(COLUMNS), COLUMNS);
  }

  @Override
  public Map<String, Double> measure(Iteration iteration) {
    if (judge == null) {
      judge = ClassJudge.of(backend, digits.known());
    }
    return new Drawings(gan, iteration.view(Session.class), digits.held())
        .figures(judge, digits.known());
  }

  @Override
  public void close() {
    if (judge != null) {
      judge.close();
    }
  }
}
