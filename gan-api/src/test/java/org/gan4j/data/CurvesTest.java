package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class CurvesTest {

  @Test
  void theQuadraticIsComputedInDoublePrecisionFromTheUniformNumbers() {
    float[][] points = Curves.quadratic().draw(1_000, 7);
    RandomStream stream = RandomStream.of(7, "draw");
    for (float[] point : points) {
      double x = 100 * (stream.nextUniform() - 0.5);
      assertThat(point).containsExactly((float) x, (float) (10 + x * x));
    }
  }

  @Test
  void theQuadraticKnowsItsTruth() {
    Curve curve = Curves.quadratic();
    assertThat(curve.low()).isEqualTo(-50);
    assertThat(curve.high()).isEqualTo(50);
    assertThat(curve.heightRange()).isEqualTo(2_500);
    assertThat(curve.verticalDistance(3, 22)).isEqualTo(3);
    assertThat(curve.verticalDistance(3, 12)).isEqualTo(7);
    assertThat(curve.rowShape()).isEqualTo(Shape.of(2));
  }

  @Test
  void drawingIsAPureFunctionOfTheStream() {
    float[] once = new float[20];
    float[] again = new float[20];
    RandomStream stream = RandomStream.of(1, "data");
    Curves.twoParabolas().fill(once, 10, stream.at(4));
    Curves.twoParabolas().fill(again, 10, stream.at(5));
    assertThat(again).isNotEqualTo(once);
    Curves.twoParabolas().fill(again, 10, stream.at(4));
    assertThat(again).isEqualTo(once);
  }

  @Test
  void polynomialsTakeTheConstantFirst() {
    Curve curve = Curves.polynomial(-2, 2, 1, -3, 0, 2);
    assertThat(curve.verticalDistance(2, 0)).isEqualTo(1 - 3 * 2 + 2 * 8);
    assertThat(curve.verticalDistance(-1, 0)).isEqualTo(1 + 3 - 2);
  }

  @Test
  void sineAndCosineAreQuarterOfATurnApart() {
    assertThat(Curves.sine().verticalDistance(Math.PI / 2, 10)).isCloseTo(0, within(1e-12));
    assertThat(Curves.cosine().verticalDistance(Math.PI, -10)).isCloseTo(0, within(1e-12));
    assertThat(Curves.sine().heightRange()).isCloseTo(20, within(1e-5));
  }

  @Test
  void theCubicTurnsTwice() {
    double turn = Math.sqrt(1000 / 3.0);
    assertThat(Curves.cubic().verticalDistance(turn, 2 * turn / 3)).isCloseTo(0, within(1e-12));
  }

  @Test
  void eachPointOfTwoCurvesPicksOneAtRandom() {
    Curve curve = Curves.twoParabolas();
    int up = 0;
    for (float[] point : curve.draw(10_000, 1)) {
      assertThat(curve.verticalDistance(point[0], point[1])).isLessThan(1e-3);
      up += point[1] > 0 ? 1 : 0;
    }
    assertThat(up).isCloseTo(5_000, within(4 * 50));
    assertThat(curve.verticalDistance(0, 7)).isEqualTo(3);
    assertThat(curve.verticalDistance(0, -7)).isEqualTo(3);
    assertThat(curve.heightRange()).isEqualTo(2 * 2_510);
  }

  @Test
  void aParametricCurveFillsAnyNumberOfDimensions() {
    Samples helix =
        Curves.parametric(3, 0, 6, t -> new double[] {StrictMath.cos(t), StrictMath.sin(t), t});
    assertThat(helix.rowShape()).isEqualTo(Shape.of(3));
    for (float[] point : helix.draw(100, 1)) {
      assertThat(point[2]).isBetween(0f, 6f);
      assertThat(point[0]).isCloseTo((float) Math.cos(point[2]), within(1e-6f));
      assertThat(point[1]).isCloseTo((float) Math.sin(point[2]), within(1e-6f));
    }
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> Curves.of("flat", 3, 3, x -> 0))
        .hasMessage("curve flat needs low < high, not low 3.0 and high 3.0");
    assertThatThrownBy(() -> Curves.of("pole", -1, 1, x -> 1 / x))
        .hasMessage("curve pole is not finite at x = 0.0");
    assertThatThrownBy(() -> new Curve("none", 0, 1, List.of()))
        .hasMessage("curve none needs at least one function");
    assertThatThrownBy(() -> Curves.polynomial(0, 1))
        .hasMessage("a polynomial needs at least one coefficient");
    assertThatThrownBy(() -> Curves.parametric(0, 0, 1, t -> new double[0]))
        .hasMessage(
            "a parametric curve needs at least 1 dimension and low < high, not 0, 0.0 and 1.0");
    assertThatThrownBy(() -> Curves.parametric(2, 0, 1, t -> new double[3]).draw(1, 0))
        .hasMessage("a parametric curve of 2 dimensions returned 3 coordinates");
  }
}
