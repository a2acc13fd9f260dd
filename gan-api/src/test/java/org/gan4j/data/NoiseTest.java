package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class NoiseTest {

  @Test
  void uniformNoiseIsTheStreamsUniformNumbers() {
    float[] expected = new float[6];
    RandomStream.of(5, "draw").fillUniform(expected, 6, -1, 1);
    Noise noise = Noise.uniform(2, -1, 1);
    assertThat(Rows.join(noise.draw(3, 5))).isEqualTo(expected);
    assertThat(noise.rowShape()).isEqualTo(Shape.of(2));
  }

  @Test
  void gaussianNoiseIsTheStreamsGaussianNumbers() {
    float[] expected = new float[6];
    RandomStream.of(5, "draw").fillGaussian(expected, 6);
    assertThat(Rows.join(Noise.gaussian(3).draw(2, 5))).isEqualTo(expected);
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> Noise.gaussian(0)).hasMessage("noise needs at least 1 value, not 0");
    assertThatThrownBy(() -> Noise.uniform(1, 1, -1))
        .hasMessage("uniform noise needs finite low < high, not low 1.0 and high -1.0");
    assertThatThrownBy(() -> Noise.uniform(1, 0, Double.POSITIVE_INFINITY))
        .hasMessage("uniform noise needs finite low < high, not low 0.0 and high Infinity");
    assertThatThrownBy(() -> Noise.uniform(1, Double.NaN, 1))
        .hasMessage("uniform noise needs finite low < high, not low NaN and high 1.0");
  }
}
