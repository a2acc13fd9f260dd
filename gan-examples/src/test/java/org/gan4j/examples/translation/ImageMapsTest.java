package org.gan4j.examples.translation;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.data.Images;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class ImageMapsTest {

  @Test
  void mappingKeepsLevelsAndClasses() {
    byte[] pixels = new byte[256];
    for (int level = 0; level < 256; level++) {
      pixels[level] = (byte) level;
    }
    Images images = Images.of(Shape.of(8, 16, 1), pixels, new byte[] {1, 0}, 2);
    Images same = ImageMaps.mapped(images, images.rowShape(), image -> image);
    assertThat(same.rows()).isDeepEqualTo(images.rows());
    assertThat(same.label(0)).isEqualTo(1);
    assertThat(same.label(1)).isEqualTo(0);
  }
}
