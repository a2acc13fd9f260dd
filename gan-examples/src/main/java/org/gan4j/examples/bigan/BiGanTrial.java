package org.gan4j.examples.bigan;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.ClassJudge;
import org.gan4j.examples.digits.DigitExperiment;
import org.gan4j.examples.digits.DigitSettings;
import org.gan4j.examples.digits.DigitTrial;
import org.gan4j.examples.digits.Digits;
import org.gan4j.examples.run.Workbench;
import org.gan4j.metrics.NearestNeighbour;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Iteration;

/** Digits are encoded, and made of codes. */
public final class BiGanTrial extends DigitTrial {
  private static final int COLUMNS = 16;
  private static final int ROWS = 4;

  private final BiGan gan;
  private final Digits digits;
  private final Backend backend;
  private final ClassJudge judge;

  private BiGanTrial(DigitSettings settings, BiGan gan, Digits digits, Workbench workbench) {
    super(
        settings,
        gan.scheme(digits.known()),
        "Unseen digits, and below each what its code becomes");
    this.gan = gan;
    this.digits = digits;
    this.backend = workbench.backend();
    this.judge = ClassJudge.of(backend, digits.known());
  }

  /** The experiment, for the {@code gan} command. */
  public static DigitExperiment experiment() {
    BiGan usual = BiGan.ofDigits();
    return DigitExperiment.of(
        "bigan",
        "BiGAN learns to make digits of codes and codes of digits, without labels.",
        DigitSettings.usual(usual.channels(), usual.batchSize(), usual.iterations()),
        (settings, digits, workbench) ->
            new BiGanTrial(settings, gan(settings), digits, workbench));
  }

  private static BiGan gan(DigitSettings settings) {
    BiGan usual = BiGan.ofDigits();
    return new BiGan(
        settings.channels(),
        usual.codeSize(),
        usual.reconstructionWeight(),
        settings.batchSize(),
        settings.iterations());
  }

  @Override
  public ImageGrid show(Iteration iteration) {
    Images first = digits.held().range(0, Math.min(COLUMNS * ROWS, digits.held().size()));
    Reconstructions made = new Reconstructions(gan, iteration.view(Session.class), first);
    return ImageGrid.of(first.rowShape(), made.pictures(COLUMNS), COLUMNS);
  }

  /**
   * The figures of {@link Reconstructions}, and {@code nearestNeighbour}: how often the known digit
   * with the nearest code has the class of an unseen one. Beside it the same of pixels, and of the
   * codes of an untrained encoder, which show how little of it the training has to do with.
   */
  @Override
  public Map<String, Double> measure(Iteration iteration) {
    Session session = iteration.view(Session.class);
    Map<String, Double> figures = new Reconstructions(gan, session, digits.held()).figures(judge);
    Shape images = digits.known().rowShape();
    figures.put("nearestNeighbour", nearestNeighbour(gan.encoder(session, images)::apply));
    try (Session untrained = Session.open(backend, scheme().initialValues(settings().seed()))) {
      figures.put(
          "nearestNeighbourUntrained", nearestNeighbour(gan.encoder(untrained, images)::apply));
    }
    figures.put("nearestNeighbourOfPixels", nearestNeighbour(pixels -> pixels));
    return figures;
  }

  private double nearestNeighbour(UnaryOperator<float[][]> codes) {
    return NearestNeighbour.accuracy(
        codes.apply(digits.known().rows()),
        digits.known().labels(),
        codes.apply(digits.held().rows()),
        digits.held().labels());
  }

  @Override
  public void close() {
    judge.close();
  }
}
