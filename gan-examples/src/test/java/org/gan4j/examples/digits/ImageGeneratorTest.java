package org.gan4j.examples.digits;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class ImageGeneratorTest {
  @Test
  void imagesWhoseSidesCannotBeHalvedTwiceAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGenerator.of(2, Shape.of(28, 30, 1)))
        .withMessageContaining("sides that 4 divides, not [28, 30, 1]");
  }
}
