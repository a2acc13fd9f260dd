package org.gan4j.examples.cyclegan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.ClassJudge;
import org.gan4j.examples.digits.Distances;
import org.gan4j.step.Inference;

/** What trained generators make of images that they have not seen: there, and back again. */
public final class Translations {
  private final TwoDomains images;
  private final float[][] plain;
  private final float[][] changed;
  private final float[][] madePlain;
  private final float[][] madeChanged;
  private final float[][] plainAgain;
  private final float[][] changedAgain;

  /**
   * Translates the images of both domains: the plain one is A, the changed one B.
   *
   * @param images the same ones in both domains
   */
  public Translations(CycleGan gan, Session session, TwoDomains images) {
    Inference toPlain = gan.toA(session, images.plain().rowShape());
    Inference toChanged = gan.toB(session, images.plain().rowShape());
    this.images = images;
    this.plain = images.plain().rows();
    this.changed = images.changed().rows();
    this.madePlain = toPlain.apply(changed);
    this.madeChanged = toChanged.apply(plain);
    this.plainAgain = toPlain.apply(madeChanged);
    this.changedAgain = toChanged.apply(madePlain);
  }

  /**
   * How well it worked, each figure for both directions.
   *
   * <ul>
   *   <li>{@code classKept}: the share of translated images whose class is that of their original
   *   <li>{@code realAccuracy}: the same of real images of the wanted domain, so what the judge is
   *       worth
   *   <li>{@code distance}: the mean absolute difference, in [0, 2], of a translated image and the
   *       true one, which no training has seen
   *   <li>{@code cycleError}: the mean absolute difference, in [0, 2], of an image and its
   *       translation there and back
   * </ul>
   *
   * @param judgeOfPlain trained on real images of the plain domain
   * @param judgeOfChanged trained on real images of the changed domain
   */
  public Map<String, Double> figures(ClassJudge judgeOfPlain, ClassJudge judgeOfChanged) {
    Images labelledPlain = images.plain();
    Images labelledChanged = images.changed();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("classKeptToChanged", judgeOfChanged.accuracy(madeChanged, labelledPlain));
    figures.put("classKeptToPlain", judgeOfPlain.accuracy(madePlain, labelledChanged));
    figures.put("realAccuracyChanged", judgeOfChanged.accuracy(changed, labelledChanged));
    figures.put("realAccuracyPlain", judgeOfPlain.accuracy(plain, labelledPlain));
    figures.put("distanceToChanged", Distances.mean(madeChanged, changed));
    figures.put("distanceToPlain", Distances.mean(madePlain, plain));
    figures.put("cycleErrorPlain", Distances.mean(plainAgain, plain));
    figures.put("cycleErrorChanged", Distances.mean(changedAgain, changed));
    return figures;
  }

  /**
   * The first images of each domain, six rows for a grid: plain ones, changed, and back; then
   * changed ones, made plain, and back.
   *
   * @param columns how many of each
   */
  public float[][] pictures(int columns) {
    return Stream.of(plain, madeChanged, plainAgain, changed, madePlain, changedAgain)
        .flatMap(row -> Arrays.stream(row).limit(columns))
        .toArray(float[][]::new);
  }
}
