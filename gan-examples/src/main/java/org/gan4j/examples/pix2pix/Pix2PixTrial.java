package org.gan4j.examples.pix2pix;

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

/** Digits are drawn after their edges. */
public final class Pix2PixTrial extends DigitTrial {
  private static final int COLUMNS = 16;

  private final Pix2Pix gan;
  private final Digits digits;
  private final ClassJudge judge;

  private Pix2PixTrial(DigitSettings settings, Pix2Pix gan, Digits digits, Workbench workbench) {
    super(
        settings,
        gan.scheme(EdgePairs.of(digits.known())),
        "Edges of unseen digits, what is drawn after them, the digits");
    this.gan = gan;
    this.digits = digits;
    this.judge = ClassJudge.of(workbench.backend(), digits.known());
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    Pix2Pix usual = Pix2Pix.ofDigits();
    return DigitExperiment.of(
        "pix2pix",
        "pix2pix draws digits after their edges.",
        DigitSettings.usual(usual.channels(), usual.batchSize(), usual.iterations()),
        (settings, digits, workbench) ->
            new Pix2PixTrial(settings, gan(settings), digits, workbench));
  }

  private static Pix2Pix gan(DigitSettings settings) {
    Pix2Pix usual = Pix2Pix.ofDigits();
    return new Pix2Pix(
        settings.channels(),
        settings.batchSize(),
        settings.iterations(),
        usual.learningRate(),
        usual.distanceWeight());
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    Images first = digits.held().range(0, Math.min(COLUMNS, digits.held().size()));
    Drawings drawings = new Drawings(gan, iteration.view(Session.class), first);
    return ImageGrid.of(first.rowShape(), drawings.pictures(COLUMNS), COLUMNS);
  }

  @Override
  public Map<String, Double> measure(Iteration iteration) {
    return new Drawings(gan, iteration.view(Session.class), digits.held())
        .figures(judge, digits.known());
  }

  @Override
  public void close() {
    judge.close();
  }
}
