package org.gan4j.examples.cyclegan;

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
import org.gan4j.tensor.Shape;
import org.gan4j.train.Iteration;
import org.gan4j.train.Scheme;
import org.gan4j.train.Training;
import org.jspecify.annotations.Nullable;

/** Digits are translated into inverted and sheared ones, and back. */
public final class CycleGanTrial implements Trial {
  private static final int FRAMES = 10;
  private static final int COLUMNS = 16;

  private final DigitSettings settings;
  private final CycleGan gan;
  private final Scheme scheme;
  private final TwoDomains held;
  private final TwoDomains known;
  private final Backend backend;
  private @Nullable ClassJudge judgeOfPlain;
  private @Nullable ClassJudge judgeOfChanged;

  private CycleGanTrial(DigitSettings settings, Digits digits, Workbench workbench) {
    CycleGan usual = CycleGan.ofDigits();
    this.settings = settings;
    this.gan =
        new CycleGan(
            settings.channels(),
            settings.batchSize(),
            settings.iterations(),
            usual.learningRate(),
            usual.cycleWeight(),
            usual.identityWeight(),
            usual.poolSize());
    TwoDomains domains = TwoDomains.unpaired(digits.known());
    this.scheme =
        gan.scheme(domains.plain(), domains.changed())
            .withView(Session.class, Training.Run::session);
    this.known = TwoDomains.paired(digits.known());
    this.held = TwoDomains.paired(digits.held());
    this.backend = workbench.backend();
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    CycleGan usual = CycleGan.ofDigits();
    return DigitExperiment.of(
        "cyclegan",
        "CycleGAN translates digits into inverted, sheared ones and back, without pairs.",
        new DigitSettings("", usual.channels(), usual.batchSize(), usual.iterations(), 0),
        CycleGanTrial::new);
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
        Album.of(
            "samples",
            "Unseen digits, translated, and back; below, changed ones, translated, and back");
    return Recorder.of(folder, Camera.of(album, this::show))
        .withFramesEvery(interval)
        .withMetrics(settings.iterations(), Meter.atOnce(this::measure));
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    Images first = held.plain().range(0, Math.min(COLUMNS, held.plain().size()));
    Images firstChanged = held.changed().range(0, first.size());
    return grid(
        first.rowShape(),
        new Translations(gan, iteration.view(Session.class), new TwoDomains(first, firstChanged)));
  }

  private static ImageGrid grid(Shape image, Translations made) {
    return ImageGrid.of(image, made.pictures(COLUMNS), COLUMNS);
  }

  @Override
  public Map<String, Double> measure(Iteration iteration) {
    if (judgeOfPlain == null || judgeOfChanged == null) {
      judgeOfPlain = ClassJudge.of(backend, known.plain());
      judgeOfChanged = ClassJudge.of(backend, known.changed());
    }
    return new Translations(gan, iteration.view(Session.class), held)
        .figures(judgeOfPlain, judgeOfChanged);
  }

  @Override
  public void close() {
    if (judgeOfPlain != null) {
      judgeOfPlain.close();
    }
    if (judgeOfChanged != null) {
      judgeOfChanged.close();
    }
  }
}
