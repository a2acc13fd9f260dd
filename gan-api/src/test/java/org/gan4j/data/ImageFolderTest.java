package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path folder;

  private Path write(String name, int width, int height, int type, IntBinaryOperator argb)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, argb.applyAsInt(x, y));
      }
    }
    return write(name, image);
  }

  private Path write(String name, BufferedImage image) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
    assertThat(ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", path.toFile())).isTrue();
    return path;
  }

  private Path plain(String name, int width, int height, int rgb) throws IOException {
    return write(name, width, height, BufferedImage.TYPE_INT_RGB, (x, y) -> rgb);
  }

  private static int[] pixels(Images images, int index) {
    float[] row = new float[images.rowShape().elementCount()];
    images.read(index, row, 0);
    int[] pixels = new int[row.length];
    for (int i = 0; i < row.length; i++) {
      pixels[i] = Math.round((row[i] + 1) * 127.5f);
    }
    return pixels;
  }

  @Test
  void aColourImageComesBackToTheBit() throws IOException {
    RandomStream stream = RandomStream.of(1, "pixels");
    int[] rgb = new int[7 * 5];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = stream.nextInt(1 << 24);
    }
    write("a.png", 7, 5, BufferedImage.TYPE_INT_RGB, (x, y) -> rgb[y * 7 + x]);
    for (Images read :
        new Images[] {
          ImageFolder.of(folder).read(), ImageFolder.of(folder).withSize(5, 7).read()
        }) {
      assertThat(read.rowShape()).isEqualTo(Shape.of(5, 7, 3));
      int[] pixels = pixels(read, 0);
      for (int i = 0; i < rgb.length; i++) {
        assertThat(pixels[3 * i] << 16 | pixels[3 * i + 1] << 8 | pixels[3 * i + 2])
            .isEqualTo(rgb[i]);
      }
    }
  }

  @Test
  void aGreyImageComesBackToTheBitInGreyAndInColour() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, i);
      deep.getRaster().setSample(i % 16, i / 16, 0, i * 257);
    }
    write("a.png", image);
    write("b.png", deep);
    Images grey = ImageFolder.of(folder).withGrey().read();
    Images colour = ImageFolder.of(folder).read();
    assertThat(grey.rowShape()).isEqualTo(Shape.of(16, 16, 1));
    for (int image0 = 0; image0 < 2; image0++) {
      for (int i = 0; i < 256; i++) {
        assertThat(pixels(grey, image0)[i]).isEqualTo(i);
        assertThat(pixels(colour, image0)[3 * i + 1]).isEqualTo(i);
      }
    }
  }

  @Test
  void greyIsLumaAndTransparencyIsLaidOnWhite() throws IOException {
    int[] argb = {0xffff0000, 0xff00ff00, 0xff0000ff, 0x80000000, 0x00123456};
    write("a.png", 5, 1, BufferedImage.TYPE_INT_ARGB, (x, y) -> argb[x]);
    assertThat(pixels(ImageFolder.of(folder).withGrey().read(), 0))
        .containsExactly(76, 150, 29, 127, 255);
  }

  @Test
  void subFoldersAreClassesInTheOrderOfTheirNames() throws IOException {
    plain("dogs/1.jpg", 8, 8, 0x000000);
    plain("cats/2.png", 8, 8, 0x0000ff);
    plain("cats/1.png", 8, 8, 0xff0000);
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("cats/notes.txt"), "no image");
    Files.writeString(folder.resolve("README"), "no image");
    Files.write(folder.resolve("cats/.hidden.png"), new byte[3]);
    Images read = ImageFolder.of(folder).read();
    assertThat(read.size()).isEqualTo(3);
    assertThat(read.classes()).isEqualTo(2);
    assertThat(new int[] {read.label(0), read.label(1), read.label(2)}).containsExactly(0, 0, 1);
    assertThat(Arrays.copyOf(pixels(read, 0), 3)).containsExactly(255, 0, 0);
    assertThat(Arrays.copyOf(pixels(read, 1), 3)).containsExactly(0, 0, 255);
    assertThat(read.provenance()).isEmpty();
  }

  @Test
  void imagesWithoutSubFoldersAreOneClass() throws IOException {
    plain("b.jpeg", 4, 4, 0);
    plain("a.png", 4, 4, 0xffffff);
    Images read = ImageFolder.of(folder).read();
    assertThat(read.classes()).isEqualTo(1);
    assertThat(read.label(1)).isZero();
    assertThat(pixels(read, 0)[0]).isEqualTo(255);
  }

  @Test
  void theMiddleIsTaken() throws IOException {
    // Columns 2 to 4 of 7; rows 2 to 4 of 7.
    write("wide.png", 7, 3, BufferedImage.TYPE_INT_RGB, (x, y) -> x >= 2 && x < 5 ? 0xffffff : 0);
    write("high.png", 3, 7, BufferedImage.TYPE_INT_RGB, (x, y) -> y >= 2 && y < 5 ? 0xffffff : 0);
    Images read = ImageFolder.of(folder).withSize(3, 3).withGrey().read();
    assertThat(pixels(read, 0)).containsOnly(255);
    assertThat(pixels(read, 1)).containsOnly(255);
  }

  @Test
  void anyResizingKeepsAPlainColour() throws IOException {
    RandomStream stream = RandomStream.of(5, "sizes");
    for (int i = 0; i < 20; i++) {
      plain("a%02d.png".formatted(i), 1 + stream.nextInt(90), 1 + stream.nextInt(90), 0x40c005);
    }
    Images read = ImageFolder.of(folder).withSize(13, 29).read();
    for (int i = 0; i < 20; i++) {
      int[] pixels = pixels(read, i);
      for (int j = 0; j < pixels.length; j += 3) {
        assertThat(Arrays.copyOfRange(pixels, j, j + 3)).containsExactly(0x40, 0xc0, 0x05);
      }
    }
  }

  @Test
  void makingSmallerAveragesSoThatAFineCheckerboardBecomesGrey() throws IOException {
    write("a.png", 64, 64, BufferedImage.TYPE_INT_RGB, (x, y) -> (x + y) % 2 == 0 ? 0xffffff : 0);
    for (int pixel : pixels(ImageFolder.of(folder).withSize(16, 16).withGrey().read(), 0)) {
      assertThat(pixel).isCloseTo(128, within(1));
    }
  }

  @Test
  void makingSmallerCountsEveryPixel() throws IOException {
    write("a.png", 64, 64, BufferedImage.TYPE_INT_RGB, (x, y) -> x % 4 == 0 ? 0xffffff : 0);
    int[] pixels = pixels(ImageFolder.of(folder).withSize(16, 16).withGrey().read(), 0);
    for (int i = 0; i < 16; i++) {
      assertThat(pixels[16 * i + 8]).isCloseTo(64, within(2));
    }
  }

  @Test
  void aRampStaysARampSmallerAndLarger() throws IOException {
    write("a.png", 40, 40, BufferedImage.TYPE_INT_RGB, (x, y) -> (3 * x + 2 * y) * 0x010101);
    for (int size : new int[] {10, 16, 40, 100}) {
      int[] pixels = pixels(ImageFolder.of(folder).withSize(size, size).withGrey().read(), 0);
      double scale = 40.0 / size;
      int margin = (int) Math.ceil(2 * Math.max(1, 1 / scale));
      for (int y = margin; y < size - margin; y++) {
        for (int x = margin; x < size - margin; x++) {
          double expected = 3 * ((x + 0.5) * scale - 0.5) + 2 * ((y + 0.5) * scale - 0.5);
          assertThat((double) pixels[y * size + x])
              .as("pixel %d, %d of %d", x, y, size)
              .isCloseTo(expected, within(0.51));
        }
      }
    }
  }

  @Test
  void imagesOfDifferentSizesNeedASize() throws IOException {
    Path first = plain("a.png", 4, 5, 0);
    Path second = plain("b.png", 5, 5, 0);
    assertThatThrownBy(() -> ImageFolder.of(folder).read())
        .isInstanceOf(DataFormatException.class)
        .hasMessage(
            second
                + ": it is 5 by 5 pixels\n  expected: 4 by 5, as "
                + first
                + " is\n  fix: ask for a size to which all images are brought");
    plain("b.png", 4, 4, 0);
    assertThatThrownBy(() -> ImageFolder.of(folder).read())
        .hasMessageStartingWith(second + ": it is 4 by 4 pixels");
    assertThatThrownBy(() -> ImageFolder.of(folder).withSize(0, 4))
        .hasMessage("images need a size of at least 1 by 1, not 0 by 4");
  }

  @Test
  void whatIsNoFolderOfImagesIsSaid() throws IOException {
    assertRefused(folder.resolve("nowhere"), "there is no such folder");
    assertRefused(folder, "there are no images in it");
    plain("loose.png", 4, 4, 0);
    plain("class/a.png", 4, 4, 0);
    assertRefused(folder, "there are images (loose.png) beside sub-folders with images");
  }

  @Test
  void imagesDeeperThanASubFolderAreRefusedByName() throws IOException {
    plain("cat/a.png", 4, 4, 0);
    Path nested = plain("dog/2020/may/b.png", 4, 4, 0);
    assertRefused(
        folder, "there are images deeper than its sub-folders (" + Path.of("dog/2020/may/b.png"));
    Files.move(nested, nested.resolveSibling("b.txt"));
    Files.createSymbolicLink(folder.resolve("dog/2020/round"), folder.resolve("dog"));
    Files.createSymbolicLink(folder.resolve("dog/2020/about"), folder.resolve("dog"));
    assertThat(ImageFolder.of(folder).read().size()).isEqualTo(1);
    plain("cat/.thumbnails/b.png", 4, 4, 0);
    assertThat(ImageFolder.of(folder).read().size()).isEqualTo(1);
  }

  @Test
  void aHiddenFolderIsNoClass() throws IOException {
    plain(".ipynb_checkpoints/a.png", 4, 4, 0);
    plain("cat/a.png", 4, 4, 0);
    Images read = ImageFolder.of(folder).read();
    assertThat(read.classes()).isEqualTo(1);
    assertThat(ImageFolder.of(folder.resolve(".ipynb_checkpoints")).read().size()).isEqualTo(1);
  }

  /** Of quarters (200, 30, 30), (30, 200, 30), (30, 30, 200) and (120, 120, 120). */
  @Test
  void theColoursOfAPictureInInksAreThoseThatOtherProgramsShow() throws IOException {
    try (InputStream cmyk = ImageFolderTest.class.getResourceAsStream("cmyk.jpg")) {
      Files.write(folder.resolve("a.jpg"), cmyk.readAllBytes());
    }
    int[] pixels = pixels(ImageFolder.of(folder).read(), 0);
    int[][] quarters = {{200, 30, 30}, {30, 200, 30}, {30, 30, 200}, {120, 120, 120}};
    for (int quarter = 0; quarter < 4; quarter++) {
      int middle = ((quarter / 2 * 8 + 4) * 16 + quarter % 2 * 8 + 4) * 3;
      for (int channel = 0; channel < 3; channel++) {
        assertThat(pixels[middle + channel]).isCloseTo(quarters[quarter][channel], within(2));
      }
    }
  }

  @Test
  void moreClassesThanAByteCountsAreRefused() throws IOException {
    Path image = plain("0/a.png", 1, 1, 0);
    for (int i = 1; i <= 256; i++) {
      Path sub = Files.createDirectories(folder.resolve(Integer.toString(i)));
      Files.copy(image, sub.resolve("a.png"));
    }
    assertRefused(folder, "there are 257 sub-folders with images");
    Files.delete(folder.resolve("0/a.png"));
    Images read = ImageFolder.of(folder).read();
    assertThat(read.classes()).isEqualTo(256);
    assertThat(read.label(255)).isEqualTo(255);
  }

  @Test
  void moreThanFitsIsRefusedBeforeAnyIsDecoded() throws IOException {
    Path image = plain("0.png", 1, 1, 0);
    for (int i = 1; i < 6; i++) {
      Files.copy(image, folder.resolve(i + ".png"));
    }
    assertThatThrownBy(() -> ImageFolder.of(folder).withSize(20_000, 20_000).withGrey().read())
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(folder + ": 6 images of shape [20000, 20000, 1]");
  }

  @Test
  void unreadableImagesAreNamed() throws IOException {
    Path path = plain("a.png", 30, 30, 0xff8000);
    byte[] png = Files.readAllBytes(path);
    Files.write(path, new byte[0]);
    assertUnreadable(path, "it is empty");
    Files.writeString(path, "GIF89a, or so");
    assertUnreadable(path, "it is something else, whatever its name");
    Files.write(path, Arrays.copyOf(png, png.length / 2));
    assertUnreadable(path, "it is cut off, corrupt");
    Files.delete(path);
    RandomStream stream = RandomStream.of(1, "pixels");
    path = write("a.jpg", 90, 90, BufferedImage.TYPE_INT_RGB, (x, y) -> stream.nextInt(1 << 24));
    byte[] jpeg = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(jpeg, jpeg.length / 2));
    assertUnreadable(path, "it is cut off");
  }

  @Test
  void randomDamageIsRefusedOrReadButNeverAnotherException() throws IOException {
    RandomStream stream = RandomStream.of(1, "damage");
    for (String name : new String[] {"a.png", "a.jpg"}) {
      Path path =
          write(name, 20, 20, BufferedImage.TYPE_INT_RGB, (x, y) -> stream.nextInt(1 << 24));
      byte[] whole = Files.readAllBytes(path);
      for (int trial = 0; trial < 200; trial++) {
        byte[] damaged = whole.clone();
        damaged[stream.nextInt(whole.length)] = (byte) stream.nextInt(256);
        Files.write(path, damaged);
        try {
          ImageFolder.of(folder).withSize(8, 8).read();
        } catch (DataFormatException e) {
          assertThat(e).hasMessageStartingWith(path + ": ");
        }
      }
      Files.delete(path);
    }
  }

  /** Its header is right and says 60,000 by 60,000 pixels; there are none. */
  @Test
  void anImageThatSaysToBeHugeIsNotDecoded() throws IOException {
    ByteBuffer png = ByteBuffer.allocate(33);
    png.putLong(0x89504e470d0a1a0aL).putInt(13).putInt(0x49484452);
    png.putInt(60_000).putInt(60_000).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    png.putInt((int) crc.getValue());
    Path path = Files.write(folder.resolve("huge.png"), png.array());
    assertUnreadable(
        path,
        "its header says 60,000 by 60,000 pixels\n  expected: a PNG or JPEG image of at most 100,000,000 pixels, 65,535 to a side");
    png.putInt(16, 70_000).putInt(20, 1);
    crc.reset();
    crc.update(png.array(), 12, 17);
    png.putInt(29, (int) crc.getValue());
    Files.write(path, png.array());
    assertUnreadable(path, "its header says 70,000 by 1 pixels");
  }

  /** In a JVM of its own, with little memory. */
  @Test
  void anImageTooLargeForTheMemoryIsNotCalledCorrupt() throws Exception {
    for (String name : new String[] {"a.png", "a.jpg"}) {
      Path path = write(name, new BufferedImage(6_000, 6_000, BufferedImage.TYPE_BYTE_GRAY));
      Process reading =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx24m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Reading.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith(path + ": it is too large for the memory of this JVM\n  expected: ")
          .contains("fix: give the JVM more memory with -Xmx, or make the image smaller");
      assertThat(reading.waitFor()).isZero();
      Files.delete(path);
    }
  }

  /** Says what is wrong with a folder of images. */
  static final class Reading {
    private Reading() {}

    public static void main(String[] folder) throws IOException {
      try {
        ImageFolder.of(Path.of(folder[0])).read();
      } catch (DataFormatException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private void assertUnreadable(Path file, String found) {
    assertThatThrownBy(() -> ImageFolder.of(folder).read())
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(file + ": " + found)
        .hasMessageContaining("\n  fix: remove the file, or save it anew as RGB or grey");
  }

  private static void assertRefused(Path folder, String found) {
    assertThatThrownBy(() -> ImageFolder.of(folder).read())
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(folder + ": " + found);
  }

  @Test
  void manyImagesAreReadInTheirOrderAndCounted() throws IOException {
    for (int i = 0; i < 150; i++) {
      plain("%d/%03d.png".formatted(i % 3, i), 2, 2, i);
    }
    int[] last = new int[2];
    Images read =
        ImageFolder.of(folder)
            .withProgress(
                (done, count) -> {
                  assertThat(done).isGreaterThan(last[0]);
                  last[0] = done;
                  last[1] = count;
                })
            .read();
    assertThat(last).containsExactly(150, 150);
    for (int i = 0; i < 150; i++) {
      assertThat(read.label(i)).isEqualTo(i / 50);
      assertThat(pixels(read, i)[2]).isEqualTo(i % 50 * 3 + i / 50);
    }
  }

  @Test
  void theFirstOfSeveralBadFilesIsTheOneThatIsTold() throws IOException {
    for (int i = 0; i < 150; i++) {
      plain("%03d.png".formatted(i), 2, 2, i);
    }
    for (int bad : new int[] {149, 100, 33, 66}) {
      Files.write(folder.resolve("%03d.png".formatted(bad)), new byte[] {1, 2, 3});
    }
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> ImageFolder.of(folder).read())
          .isInstanceOf(DataFormatException.class)
          .hasMessageContaining("033.png");
    }
  }

  @Test
  void aFingerprintChangesWithTheFilesAndWithWhatIsAskedFor() throws IOException {
    plain("a/1.png", 2, 2, 1);
    Path second = plain("a/2.png", 2, 2, 2);
    ImageFolder images = ImageFolder.of(folder);
    Set<String> seen = new HashSet<>();
    seen.add(images.fingerprint());
    assertThat(images.fingerprint()).matches("[0-9a-f]{64}").isIn(seen);
    assertThat(seen.add(images.withGrey().fingerprint())).isTrue();
    assertThat(seen.add(images.withSize(2, 2).fingerprint())).isTrue();
    assertThat(seen.add(images.withSize(2, 3).fingerprint())).isTrue();
    Files.writeString(folder.resolve("a/notes.txt"), "no image");
    assertThat(images.fingerprint()).isIn(seen);
    Files.setLastModifiedTime(second, FileTime.fromMillis(1));
    assertThat(seen.add(images.fingerprint())).isTrue();
    Files.move(second, folder.resolve("a/3.png"));
    assertThat(seen.add(images.fingerprint())).isTrue();
    Files.write(folder.resolve("a/3.png"), new byte[9], StandardOpenOption.APPEND);
    Files.setLastModifiedTime(folder.resolve("a/3.png"), FileTime.fromMillis(1));
    assertThat(seen.add(images.fingerprint())).isTrue();
    Files.move(folder.resolve("a"), folder.resolve("b"));
    assertThat(seen.add(images.fingerprint())).isTrue();
    plain("c/1.png", 2, 2, 1);
    assertThat(seen.add(images.fingerprint())).isTrue();
  }

  @Test
  void imagesThatLieDeeperAreRefusedWithTheFolderToGiveInstead() throws IOException {
    plain("train/cats/1.png", 2, 2, 1);
    plain("test/cats/1.png", 2, 2, 1);
    assertThatThrownBy(() -> ImageFolder.of(folder).read())
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining(
            "whose sub-folders are the classes, such as " + folder.resolve("test"));
  }
}
