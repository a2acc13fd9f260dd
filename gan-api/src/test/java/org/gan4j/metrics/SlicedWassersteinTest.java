package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.data.Noise;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {

  @Test
  void inOneDimensionItIsTheWassersteinDistance() {
    assertThat(SlicedWasserstein.between(column(3, 1, 0), column(5, 7, 6)))
        .isCloseTo((5 + 5 + 4) / 3.0, within(1e-12));
  }

  @Test
  void cloudsMayDifferInSize() {
    // Quantiles: 0 up to 1/2 and 1 above it, against 0, 1 and 5 for a third each.
    assertThat(SlicedWasserstein.alongOneAxis(new double[] {0, 1}, new double[] {0, 1, 5}))
        .isCloseTo(1 / 6.0 + 4 / 3.0, within(1e-12));
    assertThat(SlicedWasserstein.between(column(1, 2, 3), column(3, 2, 1, 1, 2, 3)))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void movingACloudCostsTwoThirdsOfTheDistanceInThePlane() {
    float[][] cloud = Noise.gaussian(2).draw(500, 1);
    float[][] moved = new float[500][];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = new float[] {cloud[i][0] + 30, cloud[i][1] - 40};
    }
    // The mean of |cos| is 2/pi, with standard deviation 0.31, here over 64 directions.
    assertThat(SlicedWasserstein.between(cloud, moved))
        .isCloseTo(50 * 2 / Math.PI, within(50 * 4 * 0.31 / 8));
    assertThat(SlicedWasserstein.between(cloud, cloud)).isZero();
    assertThat(SlicedWasserstein.between(moved, cloud))
        .isEqualTo(SlicedWasserstein.between(cloud, moved));
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> SlicedWasserstein.between(new float[0][], column(1)))
        .hasMessage("sliced Wasserstein: needs at least 1 points, not 0");
    assertThatThrownBy(() -> SlicedWasserstein.between(column(1), new float[][] {{1, 2}}))
        .hasMessage("sliced Wasserstein: point 0 has 2 coordinates, not 1");
  }

  private static float[][] column(float... values) {
    float[][] column = new float[values.length][];
    for (int i = 0; i < values.length; i++) {
      column[i] = new float[] {values[i]};
    }
    return column;
  }
}
