package org.gan4j.examples.pix2pix;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.ClassJudge;
import org.gan4j.examples.digits.Distances;

/** What a trained generator makes of edges that it has not seen, beside the true images. */
public final class Drawings {
  private final Images images;
  private final float[][] edges;
  private final float[][] drawn;
  private final float[][] wanted;

  /** Draws images of one channel after their edges. */
  public Drawings(Pix2Pix gan, Session session, Images images) {
    float[][] pairs = EdgePairs.of(images).rows();
    this.images = images;
    this.edges = EdgePairs.given(pairs);
    this.wanted = EdgePairs.wanted(pairs);
    this.drawn = gan.translation(session, images.rowShape()).apply(edges);
  }

  /**
   * How well it worked.
   *
   * <ul>
   *   <li>{@code classAgreement}: the share of drawn images that the judge takes for the same class
   *       as the true ones
   *   <li>{@code classAccuracy}: the share that it takes for the class of their label
   *   <li>{@code realAccuracy}: the same of the true images, so what the judge is worth
   *   <li>{@code distance}: the mean absolute difference, in [0, 2], from the true images
   *   <li>{@code distanceOfMean}: that of the mean of the training images
   * </ul>
   *
   * @param judge trained on the training images
   */
  public Map<String, Double> figures(ClassJudge judge, Images training) {
    float[][] means = new float[wanted.length][];
    Arrays.fill(means, mean(training.rows()));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("classAgreement", judge.agreement(drawn, wanted));
    figures.put("classAccuracy", judge.accuracy(drawn, images));
    figures.put("realAccuracy", judge.accuracy(wanted, images));
    figures.put("distance", Distances.mean(drawn, wanted));
    figures.put("distanceOfMean", Distances.mean(means, wanted));
    return figures;
  }

  private static float[] mean(float[][] rows) {
    float[] mean = new float[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    return mean;
  }

  /**
   * The first images, three rows for a grid: edges, drawn and true images.
   *
   * @param columns how many of each
   */
  public float[][] pictures(int columns) {
    return Stream.of(edges, drawn, wanted)
        .flatMap(row -> Arrays.stream(row).limit(columns))
        .toArray(float[][]::new);
  }
}
