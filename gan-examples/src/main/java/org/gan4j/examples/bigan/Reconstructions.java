package org.gan4j.examples.bigan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.ClassJudge;
import org.gan4j.examples.digits.Distances;

/** What a trained {@link BiGan} makes of the codes of images that it has not seen. */
public final class Reconstructions {
  private final Images images;
  private final float[][] originals;
  private final float[][] made;

  /** Encodes the images, and decodes their codes. */
  public Reconstructions(BiGan gan, Session session, Images images) {
    this.images = images;
    this.originals = images.rows();
    this.made =
        gan.generator(session, images.rowShape())
            .apply(gan.encoder(session, images.rowShape()).apply(originals));
  }

  /**
   * How well it worked.
   *
   * <ul>
   *   <li>{@code classKept}: the share of reconstructions that the judge takes for the class of
   *       their original
   *   <li>{@code realAccuracy}: the same of the originals, so what the judge is worth
   *   <li>{@code distance}: the mean absolute difference, in [0, 2], from the originals
   * </ul>
   *
   * @param judge trained on other images
   */
  public Map<String, Double> figures(ClassJudge judge) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("classKept", judge.accuracy(made, images));
    figures.put("realAccuracy", judge.accuracy(originals, images));
    figures.put("distance", Distances.mean(made, originals));
    return figures;
  }

  /**
   * The originals in rows, and under each row what became of them: for a grid of as many columns.
   */
  public float[][] pictures(int columns) {
    List<float[]> rows = new ArrayList<>();
    for (int first = 0; first < originals.length; first += columns) {
      int end = Math.min(first + columns, originals.length);
      rows.addAll(List.of(originals).subList(first, end));
      rows.addAll(List.of(made).subList(first, end));
    }
    return rows.toArray(float[][]::new);
  }
}
