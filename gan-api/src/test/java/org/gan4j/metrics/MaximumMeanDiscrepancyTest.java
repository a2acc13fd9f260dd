package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.data.Noise;
import org.gan4j.data.Toys;
import org.junit.jupiter.api.Test;

class MaximumMeanDiscrepancyTest {

  @Test
  void agreesWithTheFormulaByHand() {
    float[][] x = {{0, 0}, {0, 1}};
    float[][] y = {{2, 0}, {2, 1}};
    // Squared distances: within 1 and 1; across 4, 5, 5, 4; the upper median of the six is 4.
    double within = Math.exp(-1 / 8.0);
    double across = (Math.exp(-4 / 8.0) + Math.exp(-5 / 8.0)) / 2;
    assertThat(MaximumMeanDiscrepancy.squared(x, y))
        .isCloseTo(2 * within - 2 * across, within(1e-15));
  }

  @Test
  void sizesMayDiffer() {
    float[][] x = {{0}, {1}, {3}};
    float[][] y = {{0}, {2}};
    // Squared distances: 1, 9, 4 within x; 4 within y; 0, 4, 1, 1, 9, 1 across; upper median 4.
    double e1 = Math.exp(-1 / 8.0);
    double e4 = Math.exp(-4 / 8.0);
    double e9 = Math.exp(-9 / 8.0);
    assertThat(MaximumMeanDiscrepancy.squared(x, y))
        .isCloseTo((e1 + e9 + e4) / 3 + e4 - 2 * (1 + e4 + 3 * e1 + e9) / 6, within(1e-15));
  }

  @Test
  void isUnbiasedForEqualDistributions() {
    Noise noise = Noise.gaussian(2);
    int pairs = 200;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < pairs; i++) {
      double value = MaximumMeanDiscrepancy.squared(noise.draw(40, i), noise.draw(40, -1 - i));
      sum += value;
      squares += value * value;
    }
    double mean = sum / pairs;
    double standardError = Math.sqrt((squares / pairs - mean * mean) / pairs);
    assertThat(mean).isCloseTo(0, within(4 * standardError));
  }

  @Test
  void tellsARingFromAGrid() {
    float[][] ring = Toys.ring().draw(1_000, 1);
    assertThat(MaximumMeanDiscrepancy.squared(ring, Toys.ring().draw(1_000, 2)))
        .isCloseTo(0, within(0.005));
    assertThat(MaximumMeanDiscrepancy.squared(ring, Toys.grid().draw(1_000, 2)))
        .isGreaterThan(0.05);
  }

  @Test
  void collapsedCloudsAreEqualOnlyIfTheyAreTheSame() {
    float[][] here = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    float[][] there = {{2, 2}, {2, 2}};
    assertThat(MaximumMeanDiscrepancy.squared(here, here)).isZero();
    assertThat(MaximumMeanDiscrepancy.squared(here, there)).isGreaterThan(0.5);
    float[][] mostlyHere = {{1, 1}, {1, 1}, {1, 1}, {2, 2}};
    // Most distances are 0, so that only equal points match: 1, a half and three quarters.
    assertThat(MaximumMeanDiscrepancy.squared(here, mostlyHere))
        .isCloseTo(1 + 0.5 - 2 * 0.75, within(1e-15));
  }

  @Test
  void picksEvenlyFromMorePointsThanItUses() {
    float[][] cloud = Noise.gaussian(2).draw(1_000, 1);
    float[][] repeated = new float[2_000][];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = cloud[i / 2];
    }
    float[][] other = Noise.uniform(2, 0, 1).draw(1_000, 2);
    assertThat(MaximumMeanDiscrepancy.squared(repeated, other))
        .isEqualTo(MaximumMeanDiscrepancy.squared(cloud, other));
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> MaximumMeanDiscrepancy.squared(new float[1][2], new float[2][2]))
        .hasMessage("maximum mean discrepancy: needs at least 2 points, not 1");
  }
}
