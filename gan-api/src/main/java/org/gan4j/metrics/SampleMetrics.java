package org.gan4j.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.data.Curve;
import org.gan4j.data.Mixture;
import org.gan4j.data.Samples;

/** All that can be said about generated samples, given what they should be distributed like. */
public final class SampleMetrics {
  /** How many real and generated samples are compared. */
  public static final int SAMPLES = 2_500;

  private static final long REAL_SEED = 20_260_101;

  private final Samples truth;
  private final float[][] real;

  private SampleMetrics(Samples truth) {
    this.truth = truth;
    this.real = truth.draw(SAMPLES, REAL_SEED);
  }

  /** Metrics against a distribution; the real samples are drawn once, with a fixed seed. */
  public static SampleMetrics of(Samples truth) {
    return new SampleMetrics(truth);
  }

  /**
   * The metrics by name: {@code slicedWasserstein} and {@code mmdSquared} for all; {@code
   * withinBand} and {@code intervalsCovered} for a curve; {@code modesCaptured} and {@code
   * highQuality} for a mixture.
   *
   * @param generated rows in the unit of the truth (undo a {@link org.gan4j.data.Normalization}
   *     first), best {@link #SAMPLES} of them
   * @throws IllegalArgumentException if there are fewer than two rows or they do not have the
   *     truth's number of coordinates
   */
  public Map<String, Double> measure(float[][] generated) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (truth instanceof Curve curve) {
      CurveFit fit = CurveFit.of(curve, generated);
      metrics.put("withinBand", fit.withinBand());
      metrics.put("intervalsCovered", (double) fit.intervalsCovered());
    }
    if (truth instanceof Mixture mixture) {
      ModeCoverage coverage = ModeCoverage.of(mixture, generated);
      metrics.put("modesCaptured", (double) coverage.modesCaptured());
      metrics.put("highQuality", coverage.highQuality());
    }
    metrics.put("slicedWasserstein", SlicedWasserstein.between(real, generated));
    metrics.put("mmdSquared", MaximumMeanDiscrepancy.squared(real, generated));
    return metrics;
  }

  /**
   * How far the discriminator is from not knowing: the mean of {@code |D - 0.5|}, where D is the
   * sigmoid of a logit; in [0, 0.5].
   *
   * @throws IllegalArgumentException if there are no logits
   */
  public static double confidence(float[] logits) {
    if (logits.length == 0) {
      throw new IllegalArgumentException("discriminator confidence: needs at least 1 logit, not 0");
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.abs(Math.tanh(logit / 2.0)) / 2;
    }
    return sum / logits.length;
  }
}
