package org.gan4j.report.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.gan4j.report.picture.Bounds;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of numbers, whose axes go from 0 to the largest, rounded to fives. */
class GalleryTest {
  private static final Album NUMBERS = new Album("Numbers", "pictures/n", "all.gif");

  @TempDir private Path folder;
  private final Background background = new Background();
  private final Map<Integer, Integer> drawings = new ConcurrentHashMap<>();

  private final class Numbered implements Picture {
    private final int number;

    Numbered(int number) {
      this.number = number;
    }

    @Override
    public List<Cloud> framing() {
      double end = Math.max(5, number);
      return List.of(new Cloud(List.of(new Cloud.Point(0, 0), new Cloud.Point(end, 1))));
    }

    @Override
    public BufferedImage draw(Bounds axes) {
      drawings.merge(number, 1, Integer::sum);
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, 10 * number);
      image.setRGB(1, 0, (int) Math.round(axes.right()));
      return image;
    }
  }

  private List<Frame> frames(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Frame(i, Map.<Album, Picture>of(NUMBERS, new Numbered(i))))
        .toList();
  }

  private Gallery gallery() {
    return new Gallery(folder, List.of(NUMBERS));
  }

  private void train(Gallery gallery, int count) {
    List<Frame> frames = frames(count);
    for (int i = 1; i <= count; i++) {
      gallery.add(frames.subList(0, i), background);
    }
    background.rest();
  }

  private static int pixel(BufferedImage image, int x) {
    return image.getRGB(x, 0) & 0xffffff;
  }

  @Test
  void onlyFramesWhoseAxesBecameOtherOnesAreDrawnAgain() throws IOException {
    Gallery gallery = gallery();
    train(gallery, 6);
    assertThat(drawings).hasSize(6);
    gallery.finish(frames(6), List.of());
    assertThat(drawings.values()).as("the axes never changed").containsOnly(1);
    train(gallery, 8);
    drawings.clear();
    gallery.finish(frames(8), List.of());
    assertThat(drawings).containsOnlyKeys(0, 1, 2, 3, 4, 5, 6);
    int right = (int) Math.round(Gallery.axes(NUMBERS, frames(8)).orElseThrow().right());
    for (int i = 0; i < 8; i++) {
      BufferedImage image = ImageIO.read(folder.resolve("pictures/n" + i + ".png").toFile());
      assertThat(List.of(pixel(image, 0), pixel(image, 1))).containsExactly(10 * i, right);
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(folder.resolve("all.gif").toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(8);
      for (int i = 0; i < 8; i++) {
        assertThat(List.of(pixel(reader.read(i), 0), pixel(reader.read(i), 1)))
            .containsExactly(10 * i, right);
      }
    } finally {
      reader.dispose();
    }
  }

  @Test
  void whatCannotBeWrittenIsToldAtTheEnd() throws IOException {
    Gallery gallery = gallery();
    Path inTheWay = Files.writeString(folder.resolve("pictures"), "a file");
    train(gallery, 3);
    assertThatIOException()
        .isThrownBy(() -> gallery.finish(frames(3), List.of()))
        .withMessageContaining("pictures");
    Files.delete(inTheWay);
    gallery.finish(frames(3), List.of());
    assertThat(folder.resolve("pictures/n1.png")).exists();
    assertThat(folder.resolve("all.gif")).exists();
  }

  @Test
  void whatHasNothingToShowLeavesNothing() throws IOException {
    Gallery gallery = gallery();
    List<Frame> empty = List.of(new Frame(0, Map.of()));
    gallery.add(empty, background);
    background.rest();
    gallery.finish(empty, List.of());
    assertThat(folder).isEmptyDirectory();
  }
}
