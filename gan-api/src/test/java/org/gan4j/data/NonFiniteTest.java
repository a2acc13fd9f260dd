package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class NonFiniteTest {

  @Test
  void theFirstValueThatIsNotFiniteIsFoundWithItsPlace() {
    float[] rows = new float[3 * 4];
    assertThat(NonFinite.firstIn(rows, Shape.of(2, 2, 1))).isEmpty();
    rows[11] = Float.NEGATIVE_INFINITY;
    assertThat(NonFinite.firstIn(rows, Shape.of(2, 2, 1)))
        .contains(new NonFinite(2, 3, Float.NEGATIVE_INFINITY));
    rows[5] = Float.NaN;
    assertThat(NonFinite.firstIn(rows, Shape.of(4))).contains(new NonFinite(1, 1, Float.NaN));
    assertThat(NonFinite.firstIn(rows, Shape.of(4)).orElseThrow())
        .hasToString("row 1, value 1 is NaN");
  }
}
