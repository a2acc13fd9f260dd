package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.gan4j.data.Curves;
import org.gan4j.data.Toys;
import org.junit.jupiter.api.Test;

class SampleMetricsTest {

  @Test
  void aCurveAddsHowWellItIsFollowed() {
    Map<String, Double> metrics =
        SampleMetrics.of(Curves.quadratic()).measure(Curves.quadratic().draw(2_500, 1));
    assertThat(metrics)
        .containsOnlyKeys("withinBand", "intervalsCovered", "slicedWasserstein", "mmdSquared")
        .containsEntry("withinBand", 1.0)
        .containsEntry("intervalsCovered", 20.0);
    assertThat(metrics.get("mmdSquared")).isCloseTo(0, within(0.005));
  }

  @Test
  void aMixtureAddsHowItsModesAreCovered() {
    float[][] oneMode = new float[100][];
    for (int i = 0; i < oneMode.length; i++) {
      oneMode[i] = new float[] {2, 0};
    }
    Map<String, Double> metrics = SampleMetrics.of(Toys.ring()).measure(oneMode);
    assertThat(metrics)
        .containsOnlyKeys("modesCaptured", "highQuality", "slicedWasserstein", "mmdSquared")
        .containsEntry("modesCaptured", 1.0)
        .containsEntry("highQuality", 1.0);
    assertThat(metrics.get("mmdSquared")).isGreaterThan(0.3);
  }

  @Test
  void otherDistributionsHaveDistancesOnly() {
    SampleMetrics metrics = SampleMetrics.of(Toys.twoMoons());
    Map<String, Double> good = metrics.measure(Toys.twoMoons().draw(2_500, 1));
    Map<String, Double> bad = metrics.measure(Toys.swissRoll().draw(2_500, 1));
    assertThat(good).containsOnlyKeys("slicedWasserstein", "mmdSquared");
    assertThat(good.get("slicedWasserstein")).isLessThan(0.1);
    assertThat(bad.get("slicedWasserstein")).isGreaterThan(0.3);
  }

  @Test
  void confidenceIsTheMeanDistanceOfTheSigmoidFromAHalf() {
    float logOfThree = (float) Math.log(3);
    assertThat(SampleMetrics.confidence(new float[] {0, logOfThree, -logOfThree}))
        .isCloseTo((0 + 0.25 + 0.25) / 3, within(1e-7));
    assertThat(SampleMetrics.confidence(new float[] {-1000, 1000})).isEqualTo(0.5);
    assertThatThrownBy(() -> SampleMetrics.confidence(new float[0]))
        .hasMessage("discriminator confidence: needs at least 1 logit, not 0");
  }
}
