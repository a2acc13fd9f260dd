package org.gan4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class AnimatedGifTest {
  @TempDir private Path folder;

  private static BufferedImage frame(int color) {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 4, color);
    return image;
  }

  @Test
  void itHasAllFramesAndShowsTheLastOneLongest() throws IOException {
    Path file = folder.resolve("a.gif");
    List<Integer> colors = List.of(0xff0000, 0x00ff00, 0x0000ff);
    AnimatedGif.write(file, colors.stream().map(c -> GifFrame.of(frame(c))).toList());
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(3);
      assertThat(reader.read(1).getRGB(3, 4) & 0xffffff).isEqualTo(0x00ff00);
      assertThat(List.of(delay(reader, 0), delay(reader, 1), delay(reader, 2)))
          .containsExactly("70", "70", "250");
      for (int i = 0; i < 3; i++) {
        assertThat(List.of(reader.getWidth(i), reader.getHeight(i))).containsExactly(20, 10);
      }
    } finally {
      reader.dispose();
    }
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(bytes).as("repeats for ever").contains("NETSCAPE2.0\u0003\u0001\u0000\u0000");
  }

  private static String delay(ImageReader reader, int frame) throws IOException {
    Element root =
        (Element) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
    Element control = (Element) root.getElementsByTagName("GraphicControlExtension").item(0);
    return control.getAttribute("delayTime");
  }
}
