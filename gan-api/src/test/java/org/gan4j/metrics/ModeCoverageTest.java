package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gan4j.data.Mixture;
import org.gan4j.data.Toys;
import org.junit.jupiter.api.Test;

class ModeCoverageTest {
  private final Mixture two =
      new Mixture("two", List.of(new Mixture.Mode(0, 0), new Mixture.Mode(10, 0)), 1);

  @Test
  void aPointIsGoodWithinThreeSigmaOfTheNearestMode() {
    float[][] points = {{3, 0}, {3.01f, 0}, {2.2f, 2.2f}, {0, 2.9f}};
    assertThat(ModeCoverage.of(two, points)).isEqualTo(new ModeCoverage(1, 2 / 4.0));
  }

  @Test
  void onlyGoodPointsCaptureAMode() {
    float[][] onlyNear = {{0, 0}, {6.9f, 0}};
    assertThat(ModeCoverage.of(two, onlyNear)).isEqualTo(new ModeCoverage(1, 1 / 2.0));
    float[][] both = {{0, 0}, {7, 0}};
    assertThat(ModeCoverage.of(two, both)).isEqualTo(new ModeCoverage(2, 1));
  }

  @Test
  void whereModesOverlapAPointCapturesTheNearestOnly() {
    Mixture overlapping =
        new Mixture("near", List.of(new Mixture.Mode(0, 0), new Mixture.Mode(1, 0)), 1);
    assertThat(ModeCoverage.of(overlapping, new float[][] {{0.6f, 0}, {0.9f, 0}}))
        .isEqualTo(new ModeCoverage(1, 1));
  }

  @Test
  void realSamplesCaptureAllModesWithTheShareOfANormalDistribution() {
    double share = 1 - Math.exp(-4.5);
    double standardError = Math.sqrt(share * (1 - share) / 2_500);
    for (Mixture mixture : new Mixture[] {Toys.ring(), Toys.grid()}) {
      ModeCoverage coverage = ModeCoverage.of(mixture, mixture.draw(2_500, 1));
      assertThat(coverage.modesCaptured()).isEqualTo(mixture.modes().size());
      assertThat(coverage.highQuality()).isCloseTo(share, within(4 * standardError));
    }
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> ModeCoverage.of(two, new float[][] {{1}}))
        .hasMessage("mode coverage: point 0 has 1 coordinates, not 2");
  }
}
