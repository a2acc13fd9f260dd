package org.gan4j.examples.cyclegan;

import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.ClassJudge;
import org.gan4j.examples.digits.DigitExperiment;
import org.gan4j.examples.digits.DigitSettings;
import org.gan4j.examples.digits.DigitTrial;
import org.gan4j.examples.digits.Digits;
import org.gan4j.examples.run.Workbench;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.train.Iteration;

/** Digits are translated into inverted and sheared ones, and back. */
public final class CycleGanTrial extends DigitTrial {
  private static final int COLUMNS = 16;

  private final CycleGan gan;
  private final TwoDomains held;
  private final ClassJudge judgeOfPlain;
  private final ClassJudge judgeOfChanged;

  private CycleGanTrial(
      DigitSettings settings,
      CycleGan gan,
      TwoDomains unpaired,
      Digits digits,
      Workbench workbench) {
    super(
        settings,
        gan.scheme(unpaired.plain(), unpaired.changed()),
        "Unseen digits, translated, and back; below, changed ones, translated, and back");
    TwoDomains known = TwoDomains.paired(digits.known());
    this.gan = gan;
    this.held = TwoDomains.paired(digits.held());
    this.judgeOfPlain = ClassJudge.of(workbench.backend(), known.plain());
    this.judgeOfChanged = ClassJudge.of(workbench.backend(), known.changed());
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    CycleGan usual = CycleGan.ofDigits();
    return DigitExperiment.of(
        "cyclegan",
        "CycleGAN translates digits into inverted, sheared ones and back, without pairs.",
        DigitSettings.usual(usual.channels(), usual.batchSize(), usual.iterations()),
        (settings, digits, workbench) ->
            new CycleGanTrial(
                settings, gan(settings), TwoDomains.unpaired(digits.known()), digits, workbench));
  }

  private static CycleGan gan(DigitSettings settings) {
    CycleGan usual = CycleGan.ofDigits();
    return new CycleGan(
        settings.channels(),
        settings.batchSize(),
        settings.iterations(),
        usual.learningRate(),
        usual.cycleWeight(),
        usual.identityWeight(),
        usual.poolSize());
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    Images plain = held.plain().range(0, Math.min(COLUMNS, held.plain().size()));
    Images changed = held.changed().range(0, plain.size());
    Translations made =
        new Translations(gan, iteration.view(Session.class), new TwoDomains(plain, changed));
    return ImageGrid.of(plain.rowShape(), made.pictures(COLUMNS), COLUMNS);
  }

  @Override
  public Map<String, Double> measure(Iteration iteration) {
    return new Translations(gan, iteration.view(Session.class), held)
        .figures(judgeOfPlain, judgeOfChanged);
  }

  @Override
  public void close() {
    judgeOfPlain.close();
    judgeOfChanged.close();
  }
}
