package org.gan4j.examples.infogan;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.gan4j.data.Classes;
import org.gan4j.data.Noise;
import org.gan4j.gan.TrainedGan;
import org.gan4j.metrics.Purity;

/** What the codes of a trained {@link InfoGan} have come to mean. */
public final class FoundCodes {
  private static final long SEED = 1;

  private final Noise noise;
  private final TrainedGan trained;

  private FoundCodes(Noise noise, TrainedGan trained) {
    this.noise = noise;
    this.trained = trained;
  }

  /** The codes of a GAN that {@link InfoGan#gan} has trained. */
  public static FoundCodes of(InfoGan infoGan, TrainedGan trained) {
    return new FoundCodes(infoGan.noise(), trained);
  }

  /**
   * How well the category that the discriminator finds in real images tells their class: the {@link
   * Purity} of images that it has not seen.
   */
  public double purity(float[][] images, int[] classes) {
    return Purity.of(categories(images), classes);
  }

  /** The category that the discriminator finds in each image. */
  int[] categories(float[][] images) {
    float[][] found = trained.judge(images, InfoGan.CODE);
    Arrays.setAll(found, i -> Arrays.copyOf(found[i], InfoGan.CATEGORIES));
    return Classes.likeliest(found);
  }

  /** Images, a row of them for each category; what is beside each other differs in all else. */
  public float[][] rowPerCategory(int columns) {
    float[][] others = noise.draw(columns, SEED);
    return rowPerCategory(columns, (code, column) -> copy(others[column], code));
  }

  /**
   * Images, a row of them for each category, in which one continuous code goes from -1 to 1, while
   * all else stays.
   *
   * @param code which, in [0, {@link InfoGan#CONTINUOUS})
   */
  public float[][] traversal(int code, int columns) {
    float[] other = noise.draw(1, SEED)[0];
    return rowPerCategory(
        columns,
        (values, column) -> {
          copy(other, values);
          values[InfoGan.CATEGORIES + code] = columns == 1 ? 0 : 2f * column / (columns - 1) - 1;
        });
  }

  private float[][] rowPerCategory(int columns, ObjIntConsumer<float[]> fill) {
    float[][] codes = new float[InfoGan.CATEGORIES * columns][noise.size()];
    for (int i = 0; i < codes.length; i++) {
      fill.accept(codes[i], i % columns);
      setCategory(codes[i], i / columns);
    }
    return trained.generate(codes);
  }

  private static void copy(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, from.length);
  }

  private static void setCategory(float[] code, int category) {
    for (int k = 0; k < InfoGan.CATEGORIES; k++) {
      code[k] = k == category ? 1 : 0;
    }
  }
}
