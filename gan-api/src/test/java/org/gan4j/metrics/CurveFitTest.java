package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gan4j.data.Curve;
import org.gan4j.data.Curves;
import org.junit.jupiter.api.Test;

class CurveFitTest {

  @Test
  void theBandIsThreePercentOfTheHeightRange() {
    // The quadratic's height range is 2500, so points may be 75 off; intervals are 5 wide.
    float[][] points = {{0, 10}, {0, 85}, {0, 85.01f}, {6, -29}, {6, -29.1f}};
    assertThat(CurveFit.of(Curves.quadratic(), points)).isEqualTo(new CurveFit(3 / 5.0, 2));
  }

  @Test
  void pointsBesideTheRangeDoNotFit() {
    float[][] points = {{-50, 2510}, {48, 2314}, {50, 2510}, {50.01f, 2511}, {-50.01f, 2511}};
    assertThat(CurveFit.of(Curves.quadratic(), points)).isEqualTo(new CurveFit(3 / 5.0, 2));
  }

  @Test
  void onlyPointsThatFitCoverAnInterval() {
    // Intervals of 0.05: two points in the first, one at the start of the second, one off.
    Curve line = Curves.of("line", 0, 1, x -> x);
    float[][] points = {{0, 0}, {0.04f, 0.05f}, {0.0501f, 0.05f}, {0.9f, 0.8f}};
    assertThat(CurveFit.of(line, points)).isEqualTo(new CurveFit(3 / 4.0, 2));
  }

  @Test
  void ofSeveralCurvesTheNearestCounts() {
    float[][] points = {{-40, 1_600}, {-40, -1_600}, {40, 0}};
    assertThat(CurveFit.of(Curves.twoParabolas(), points)).isEqualTo(new CurveFit(2 / 3.0, 1));
  }

  @Test
  void realSamplesFitAndCoverEverything() {
    for (Curve curve :
        new Curve[] {
          Curves.quadratic(), Curves.cubic(), Curves.sine(), Curves.cosine(), Curves.twoParabolas()
        }) {
      assertThat(CurveFit.of(curve, curve.draw(1_000, 1))).isEqualTo(new CurveFit(1, 20));
    }
  }

  @Test
  void pointsThatAreNotFiniteDoNotFit() {
    float[][] points = {{Float.NaN, 10}, {0, Float.NaN}, {Float.POSITIVE_INFINITY, 10}, {0, 10}};
    assertThat(CurveFit.of(Curves.quadratic(), points)).isEqualTo(new CurveFit(1 / 4.0, 1));
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> CurveFit.of(Curves.quadratic(), new float[0][]))
        .hasMessage("curve fit: needs at least 1 points, not 0");
    assertThatThrownBy(() -> CurveFit.of(Curves.quadratic(), new float[][] {{1, 2}, {1, 2, 3}}))
        .hasMessage("curve fit: point 1 has 3 coordinates, not 2");
  }
}
