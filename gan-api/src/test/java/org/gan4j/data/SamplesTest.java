package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void aLambdaDrawsRowsOneByOne() {
    Samples doubled =
        Samples.of(
            Shape.of(2),
            (row, stream) -> {
              row[0] = stream.nextUniform();
              row[1] = 2 * row[0];
            });
    RandomStream stream = RandomStream.of(9, "draw");
    for (float[] row : doubled.draw(5, 9)) {
      float first = stream.nextUniform();
      assertThat(row).containsExactly(first, 2 * first);
    }
  }

  @Test
  void splittingUndoesJoining() {
    float[][] rows = {{1, 2, 3}, {4, 5, 6}};
    assertThat(Rows.join(rows)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Rows.split(Rows.join(rows), 3)).isDeepEqualTo(rows);
    assertThatThrownBy(() -> Rows.split(new float[5], 2))
        .hasMessage("5 values are not whole rows of 2");
  }

  @Test
  void aNumberOfRowsThatCannotBeIsRefused() {
    Samples plane = Curves.quadratic();
    assertThatThrownBy(() -> plane.draw(-1, 0))
        .hasMessage("an array cannot hold -1 rows of 2 values");
    assertThatThrownBy(() -> plane.draw(1 << 30, 0))
        .hasMessage("an array cannot hold 1,073,741,824 rows of 2 values");
  }
}
