package org.gan4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageGridTest {
  private static final Shape GREY = Shape.of(1, 2, 1);
  private static final float[][] TWO = {{-1, 1}, {0, 5}};

  @TempDir private Path folder;

  @Test
  void aGridShowsEachPixelInItsPlace() throws IOException {
    ImageGrid.of(GREY, TWO, 2).write(folder.resolve("grid.png"));
    BufferedImage grid = ImageIO.read(folder.resolve("grid.png").toFile());
    int scale = (grid.getWidth() - 6) / 4;
    int middle = grid.getHeight() / 2;
    assertThat(
            Stream.of(2, 2 + scale, 4 + 2 * scale, 4 + 3 * scale)
                .map(x -> grid.getRGB(x + scale / 2, middle) & 0xFFFFFF))
        .containsExactly(0x000000, 0xFFFFFF, 0x808080, 0xFFFFFF);
  }

  @Test
  void eachImageAloneHasItsOwnSizeAndColours() throws IOException {
    float[][] red = {{1, -1, -1, -1, -1, 1}};
    ImageGrid.of(Shape.of(2, 1, 3), red, 1).writeEach(folder);
    BufferedImage image = ImageIO.read(folder.resolve("image_0000.png").toFile());
    assertThat(image.getWidth()).isEqualTo(1);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFF0000);
    assertThat(image.getRGB(0, 1)).isEqualTo(0xFF0000FF);
  }

  @Test
  void filesAreNumberedFromAnyNumberOnInEveryLanguage() throws IOException {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      ImageGrid.of(Shape.of(1, 1, 1), new float[2][1], 1).writeEach(folder, 1_023);
    } finally {
      Locale.setDefault(usual);
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("image_1023.png", "image_1024.png");
  }

  @Test
  void whatIsNoImageIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.of(Shape.of(2, 2), TWO, 1))
        .withMessageContaining("[height, width, 1] or [height, width, 3], not [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.of(Shape.of(2, 2, 1), TWO, 1))
        .withMessage("an image of shape [2, 2, 1] has 4 values, not 2");
    assertThatIllegalArgumentException().isThrownBy(() -> ImageGrid.of(GREY, TWO, 0));
  }
}
