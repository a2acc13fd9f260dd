package org.gan4j.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistancesTest {
  @Test
  void theMeanDistanceIsOverAllValues() {
    float[][] rows = {{1, -1}, {0, 0}};
    float[][] others = {{1, 1}, {0.5f, -0.5f}};
    assertThat(Distances.mean(rows, others)).isEqualTo(0.75);
  }
}
