package org.gan4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Limits and deviations by their formulas; 20,000 values give a deviation to within 3%. */
class InitializerTest {
  private static final Shape KERNEL = Shape.of(100, 200);

  private static float[] drawn(Initializer initializer, Shape shape) {
    float[] values = new float[shape.elementCount()];
    initializer.fill(values, shape, RandomStream.of(5, "initializer"));
    return values;
  }

  private static void assertUniform(Initializer initializer, Shape shape, double limit) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : drawn(initializer, shape)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertThat((double) most).isBetween(0.995 * limit, 1.0000001 * limit);
    assertThat((double) least).isBetween(-1.0000001 * limit, -0.995 * limit);
  }

  private static double deviation(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum / values.length);
  }

  private static void assertNormal(Initializer initializer, double deviation) {
    float[] values = drawn(initializer, KERNEL);
    assertThat(deviation(values)).isCloseTo(deviation, within(0.03 * deviation));
    int beyondTwo = 0;
    for (float value : values) {
      beyondTwo += Math.abs(value) > 2 * deviation ? 1 : 0;
    }
    assertThat(beyondTwo / 20_000.0).as("share beyond 2 deviations").isBetween(0.035, 0.056);
  }

  @Test
  void uniformOnes() {
    assertUniform(Initializer.glorotUniform(), KERNEL, Math.sqrt(6.0 / 300));
    assertUniform(Initializer.heUniform(), KERNEL, Math.sqrt(6.0 / 100));
    assertUniform(Initializer.lecunUniform(), KERNEL, Math.sqrt(3.0 / 100));
    assertUniform(Initializer.uniform(-0.5, 0.5), KERNEL, 0.5);
  }

  @Test
  void normalOnes() {
    assertNormal(Initializer.glorotNormal(), Math.sqrt(2.0 / 300));
    assertNormal(Initializer.heNormal(), Math.sqrt(2.0 / 100));
    assertNormal(Initializer.lecunNormal(), Math.sqrt(1.0 / 100));
    assertNormal(Initializer.normal(0.02), 0.02);
  }

  @Test
  void aFiltersFansCountItsPixels() {
    assertUniform(
        Initializer.glorotUniform(), Shape.of(5, 5, 30, 40), Math.sqrt(6.0 / (25 * 30 + 25 * 40)));
    assertUniform(Initializer.heUniform(), Shape.of(5, 5, 30, 40), Math.sqrt(6.0 / (25 * 30)));
  }

  /** The deviation of a normal distribution cut at 2 is 0.8796 of the uncut one's. */
  @Test
  void truncatedNormal() {
    float[] values = drawn(Initializer.truncatedNormal(0.02), KERNEL);
    for (float value : values) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(0.04f);
    }
    assertThat(deviation(values)).isCloseTo(0.8796 * 0.02, within(0.03 * 0.8796 * 0.02));
  }

  @Test
  void orthogonalRowsOrColumns() {
    assertOrthogonal(drawn(Initializer.orthogonal(2), Shape.of(8, 5)), 8, 5, false);
    assertOrthogonal(drawn(Initializer.orthogonal(2), Shape.of(5, 8)), 5, 8, true);
    assertOrthogonal(drawn(Initializer.orthogonal(2), Shape.of(2, 2, 2, 5)), 8, 5, false);
  }

  private static void assertOrthogonal(float[] matrix, int rows, int columns, boolean byRows) {
    int vectors = byRows ? rows : columns;
    int length = byRows ? columns : rows;
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b < vectors; b++) {
        double dot = 0;
        for (int k = 0; k < length; k++) {
          float x = byRows ? matrix[a * columns + k] : matrix[k * columns + a];
          float y = byRows ? matrix[b * columns + k] : matrix[k * columns + b];
          dot += (double) x * y;
        }
        assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-5));
      }
    }
  }

  @Test
  void numbersThatGiveNoWeightsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initializer.normal(-1))
        .withMessage(
            "a normal initializer's standard deviation must be 0, or positive and finite as a 32-bit"
                + " float, not -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initializer.uniform(-3e38, 3e38))
        .withMessageStartingWith("a uniform initializer's range must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ModelTrace("net", Layers.upsample(1 << 30), Mode.TRAIN)
                    .apply(Tensor.input("x", Shape.of(1, 4, 4, 1))))
        .withMessageContaining("1,073,741,824 times the height and width");
  }

  @Test
  void aFactorScalesWhatIsDrawn() {
    Shape shape = Shape.of(3, 4);
    float[] drawn = new float[12];
    float[] scaled = new float[12];
    float[] none = new float[12];
    Initializer.heNormal().fill(drawn, shape, RandomStream.of(1, "x"));
    Initializer.heNormal().times(0.5).fill(scaled, shape, RandomStream.of(1, "x"));
    Initializer.heNormal().times(0).fill(none, shape, RandomStream.of(1, "x"));
    for (int i = 0; i < 12; i++) {
      assertThat(scaled[i]).isEqualTo(drawn[i] / 2).isNotZero();
      assertThat(none[i]).isZero();
    }
    assertThatThrownBy(() -> Initializer.heNormal().times(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an initializer's factor");
  }
}
