package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class NormalizationTest {

  /** Each row an equal number of times in 10,000: mean 4 and 0.1, deviation 2 and 0. */
  private final Samples pairs = ArraySamples.of(new float[][] {{2, 0.1f}, {6, 0.1f}});

  @Test
  void standardizingTakesMeanAndDeviation() {
    Normalization normalization = Normalization.standardizing(pairs);
    assertThat(normalization.shift()).containsExactly(4.0, (double) 0.1f);
    assertThat(normalization.scale()).containsExactly(2.0, 1.0);
  }

  @Test
  void boundingTakesSmallestAndLargest() {
    Samples skewed = ArraySamples.of(new float[][] {{-1, 5}, {-1, 5}, {-1, 5}, {9, 5}});
    Normalization normalization = Normalization.bounding(skewed);
    assertThat(normalization.shift()).containsExactly(4.0, 5.0);
    assertThat(normalization.scale()).containsExactly(5.0, 1.0);
  }

  @Test
  void invertingUndoesApplying() {
    Normalization normalization = new Normalization(List.of(4.0, -1.0), List.of(2.0, 0.5));
    float[] rows = {2, 0, 6, -2, 99, 99};
    normalization.apply(rows, 2);
    assertThat(rows).containsExactly(-1, 2, 1, -2, 99, 99);
    normalization.invert(rows, 2);
    assertThat(rows).containsExactly(2, 0, 6, -2, 99, 99);
  }

  @Test
  void normalizedSamplesAreTheSameSamplesNormalized() {
    Samples curve = Curves.quadratic();
    Normalization normalization = Normalization.standardizing(curve);
    Samples normalized = normalization.normalized(curve);
    float[] expected = new float[20];
    float[] actual = new float[20];
    curve.fill(expected, 10, RandomStream.of(1, "data").at(3));
    normalization.apply(expected, 10);
    normalized.fill(actual, 10, RandomStream.of(1, "data").at(3));
    assertThat(actual).isEqualTo(expected);
    assertThat(normalized.rowShape()).isEqualTo(Shape.of(2));
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    Normalization pair = new Normalization(List.of(1.0, 1.0), List.of(2.0, 2.0));
    float[] rows = {3, 3, 3, 3};
    // Two coordinates of 2^30 rows are a negative number of 32 bits.
    for (int count : new int[] {1 << 30, 3, -1}) {
      assertThatThrownBy(() -> pair.apply(rows, count))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("4 values do not hold %,d rows of 2".formatted(count));
      assertThatThrownBy(() -> pair.invert(rows, count))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("do not hold");
    }
    assertThat(rows).containsExactly(3, 3, 3, 3);
  }

  @Test
  void samplesThatCannotBeEstimatedFromAreRefused() {
    Samples broken = Samples.of(Shape.of(2), (row, stream) -> row[1] = stream.nextUniform() / 0f);
    assertThatThrownBy(() -> Normalization.standardizing(broken))
        .hasMessage(
            "row 0, value 1 is Infinity: a normalization can only be estimated from finite samples");
    Samples large = Samples.of(Shape.of(1024, 1024, 3), (row, stream) -> {});
    assertThatThrownBy(() -> Normalization.bounding(large))
        .hasMessage("an array cannot hold 10,000 rows of 3,145,728 values");
  }

  @Test
  void theQuadraticIsEstimatedToSamplingError() {
    Normalization normalization = Normalization.standardizing(Curves.quadratic());
    // x is uniform over 100, so its deviation is 100 / sqrt(12); y - 10 = x² has mean 2500 / 3.
    assertThat(normalization.shift().get(0)).isCloseTo(0, within(4 * 0.29));
    assertThat(normalization.scale().get(0)).isCloseTo(100 / Math.sqrt(12), within(4 * 0.13));
    assertThat(normalization.shift().get(1)).isCloseTo(10 + 2_500 / 3.0, within(4 * 7.5));
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> new Normalization(List.of(0.0), List.of(0.0)))
        .hasMessage(
            "a normalization needs a finite shift and a positive, finite scale for each"
                + " coordinate: shift [0.0], scale [0.0]");
    assertThatThrownBy(() -> new Normalization(List.of(0.0), List.of()))
        .hasMessageEndingWith("shift [0.0], scale []");
    assertThatThrownBy(() -> new Normalization(List.of(), List.of()))
        .hasMessageEndingWith("shift [], scale []");
    assertThatThrownBy(() -> new Normalization(List.of(Double.NaN), List.of(1.0)))
        .hasMessageEndingWith("shift [NaN], scale [1.0]");
    Normalization one = new Normalization(List.of(0.0), List.of(1.0));
    assertThatThrownBy(() -> one.normalized(Curves.sine()))
        .hasMessage("a normalization of 1 coordinates does not fit rows of shape [2]");
  }
}
