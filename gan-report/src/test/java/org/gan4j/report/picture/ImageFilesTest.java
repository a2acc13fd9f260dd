package org.gan4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PNG and GIF files as another reader sees them. */
class ImageFilesTest {
  @TempDir private Path folder;

  private static BufferedImage image(int width, int height, IntBinaryOperator color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, color.applyAsInt(x, y));
      }
    }
    return image;
  }

  private static int[] rgb(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).map(pixel -> pixel & 0xffffff).toArray();
  }

  private int[] asPng(BufferedImage image) throws IOException {
    Png.write(folder.resolve("image.png"), image);
    return rgb(ImageIO.read(folder.resolve("image.png").toFile()));
  }

  private int[] asGif(BufferedImage image) throws IOException {
    AnimatedGif.write(folder.resolve("image.gif"), List.of(GifFrame.of(image)));
    return rgb(ImageIO.read(folder.resolve("image.gif").toFile()));
  }

  @Test
  void aPngHasEveryPixel() throws IOException {
    Random random = new Random(1);
    for (int width : new int[] {1, 2, 37, 300}) {
      BufferedImage image = image(width, 41, (x, y) -> random.nextInt(1 << 24));
      assertThat(asPng(image)).isEqualTo(rgb(image));
    }
  }

  @Test
  void aGifOfFewColoursHasEveryPixel() throws IOException {
    Random random = new Random(2);
    for (int colors : new int[] {1, 2, 3, 255, 256}) {
      int[] palette = random.ints(colors, 0, 1 << 24).toArray();
      // Noise: long enough that the codes run out several times.
      BufferedImage noise = image(300, 200, (x, y) -> palette[random.nextInt(colors)]);
      assertThat(asGif(noise)).as(colors + " colours").isEqualTo(rgb(noise));
      BufferedImage plain = image(500, 400, (x, y) -> palette[(x / 100 + y / 100) % colors]);
      assertThat(asGif(plain)).as(colors + " colours").isEqualTo(rgb(plain));
    }
  }

  @Test
  void aGifOfEveryLengthEnds() throws IOException {
    Random random = new Random(3);
    for (int width = 1; width < 800; width++) {
      BufferedImage image = image(width, 1, (x, y) -> random.nextInt(256));
      assertThat(asGif(image)).isEqualTo(rgb(image));
    }
  }

  @Test
  void ofManyColoursAGifHasSimilarOnes() throws IOException {
    BufferedImage image = image(256, 256, (x, y) -> (x << 16) | (y << 8) | ((x + y) / 2));
    int[] exact = rgb(image);
    int[] shown = asGif(image);
    for (int i = 0; i < exact.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference = ((exact[i] >> shift) & 0xff) - ((shown[i] >> shift) & 0xff);
        assertThat(Math.abs(difference)).isLessThanOrEqualTo(24);
      }
    }
    assertThat(Arrays.stream(shown).distinct().count()).isBetween(200L, 256L);
  }

  @Test
  void halfTheSizeIsTheMeanOfFour() {
    int[] colors = {0xff0010, 0xff0020, 0xff0130, 0xff0141};
    BufferedImage half = Pixels.halved(image(2, 2, (x, y) -> colors[2 * y + x]));
    assertThat(rgb(half)).containsExactly(0xff0128);
  }
}
