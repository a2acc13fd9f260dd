package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of numbers, whose axes go from 0 to the largest. */
class GalleryTest {
  @TempDir private Path folder;
  private final Background background = new Background();
  private final Map<Integer, Integer> drawings = new ConcurrentHashMap<>();

  private Gallery<Integer> gallery() {
    return new Gallery<>(
        folder,
        List.of(
            Album.<Integer>of(
                    folder.resolve("pictures"),
                    "n",
                    number -> number,
                    numbers -> numbers.stream().reduce(Math::max).map(GalleryTest::upTo),
                    this::draw)
                .animated(folder.resolve("all.gif"), UnaryOperator.identity())));
  }

  private static Bounds upTo(int largest) {
    return new Bounds(0, Math.max(5, largest), 0, 1);
  }

  private BufferedImage draw(int number, Bounds axes) {
    drawings.merge(number, 1, Integer::sum);
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 10 * number);
    image.setRGB(1, 0, (int) axes.right());
    return image;
  }

  private void train(Gallery<Integer> gallery, int frames) {
    for (int i = 1; i <= frames; i++) {
      gallery.add(IntStream.range(0, i).boxed().toList(), background);
    }
    background.rest();
  }

  private static int pixel(BufferedImage image, int x) {
    return image.getRGB(x, 0) & 0xffffff;
  }

  @Test
  void onlyFramesWhoseAxesBecameOtherOnesAreDrawnAgain() throws IOException {
    Gallery<Integer> gallery = gallery();
    train(gallery, 6);
    assertThat(drawings).hasSize(6);
    gallery.finish(IntStream.range(0, 6).boxed().toList(), List.of());
    assertThat(drawings.values()).as("the axes never changed").containsOnly(1);
    train(gallery, 8);
    drawings.clear();
    gallery.finish(IntStream.range(0, 8).boxed().toList(), List.of());
    assertThat(drawings).containsOnlyKeys(0, 1, 2, 3, 4, 5, 6);
    for (int i = 0; i < 8; i++) {
      BufferedImage image = ImageIO.read(folder.resolve("pictures/n" + i + ".png").toFile());
      assertThat(List.of(pixel(image, 0), pixel(image, 1))).containsExactly(10 * i, 7);
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(folder.resolve("all.gif").toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(8);
      for (int i = 0; i < 8; i++) {
        assertThat(List.of(pixel(reader.read(i), 0), pixel(reader.read(i), 1)))
            .containsExactly(10 * i, 7);
      }
    } finally {
      reader.dispose();
    }
  }

  @Test
  void whatCannotBeWrittenIsToldAtTheEnd() throws IOException {
    Gallery<Integer> gallery = gallery();
    Path inTheWay = Files.writeString(folder.resolve("pictures"), "a file");
    train(gallery, 3);
    List<Integer> frames = List.of(0, 1, 2);
    assertThatIOException()
        .isThrownBy(() -> gallery.finish(frames, List.of()))
        .withMessageContaining("pictures");
    Files.delete(inTheWay);
    gallery.finish(frames, List.of());
    assertThat(folder.resolve("pictures/n1.png")).exists();
    assertThat(folder.resolve("all.gif")).exists();
  }

  @Test
  void whatHasNothingToShowLeavesNothing() throws IOException {
    Gallery<String> gallery =
        new Gallery<>(
            folder,
            List.of(
                Album.<String>of(
                        folder.resolve("none"),
                        "n",
                        String::length,
                        frames -> Optional.empty(),
                        (frame, axes) -> {
                          throw new AssertionError("there is nothing to draw");
                        })
                    .animated(folder.resolve("none.gif"), UnaryOperator.identity())));
    gallery.add(List.of("a"), background);
    background.rest();
    gallery.finish(List.of("a"), List.of());
    assertThat(folder).isEmptyDirectory();
  }
}
