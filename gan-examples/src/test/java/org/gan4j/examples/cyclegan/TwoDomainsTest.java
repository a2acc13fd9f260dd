package org.gan4j.examples.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gan4j.data.Images;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class TwoDomainsTest {
  private static final float HALF_A_LEVEL = 1 / 255f + 1e-6f;

  @Test
  void theChangedDomainIsInvertedAndLeansToTheRight() {
    byte on = (byte) 255;
    byte[] column = {0, on, 0, 0, on, 0, 0, on, 0};
    Images images = Images.of(Shape.of(3, 3, 1), column, new byte[1], 1);
    float[] changed = TwoDomains.paired(images).changed().rows()[0];
    float[] expected = {1, -0.4f, 0.4f, 1, -1, 1, 0.4f, -0.4f, 1};
    for (int i = 0; i < expected.length; i++) {
      assertThat(changed[i]).as("pixel %d", i).isEqualTo(expected[i], within(HALF_A_LEVEL));
    }
  }

  @Test
  void noImageIsInBothDomains() {
    byte[] labels = {0, 1, 2, 3, 4, 5};
    Images images = Images.of(Shape.of(1, 1, 1), new byte[6], labels, 6);
    TwoDomains domains = TwoDomains.unpaired(images);
    assertThat(labels(domains.plain())).containsExactly(0, 1, 2);
    assertThat(labels(domains.changed())).containsExactly(3, 4, 5);
  }

  private static int[] labels(Images images) {
    int[] labels = new int[images.size()];
    Arrays.setAll(labels, images::label);
    return labels;
  }
}
