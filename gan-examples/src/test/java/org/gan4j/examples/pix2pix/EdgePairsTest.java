package org.gan4j.examples.pix2pix;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.data.Images;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class EdgePairsTest {

  /** Rows that step up in their middle by so many of 255 levels. */
  private static float[][] pairOfStep(int levels) {
    byte[] pixels = new byte[12];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 4 < 2 ? 0 : levels);
    }
    Images images = Images.of(Shape.of(3, 4, 1), pixels, new byte[1], 1);
    return EdgePairs.of(images).rows();
  }

  @Test
  void edgesAreWhereTheImageSteps() {
    float[] edges = EdgePairs.given(pairOfStep(255))[0];
    assertThat(edges).containsExactly(-1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1);
  }

  @Test
  void aStepOfLessThanHalfTheRangeIsNoEdge() {
    assertThat(EdgePairs.given(pairOfStep(127))[0]).containsOnly(-1);
    assertThat(EdgePairs.given(pairOfStep(128))[0]).contains(1);
  }

  @Test
  void theSecondChannelIsTheImage() {
    assertThat(EdgePairs.wanted(pairOfStep(255))[0])
        .containsExactly(-1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1);
  }
}
