package org.gan4j.examples.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.data.Images;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnImagesTest {
  private static final Shape SHAPE = Shape.of(4, 4, 3);

  @TempDir private Path folder;
  private Path data;
  private Path cache;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void makeFolders() throws IOException {
    data = folder.resolve("data");
    cache = folder.resolve("cache");
    make(OwnImages.FEWEST_KEPT);
  }

  private void make(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Path file = data.resolve(i % 2 == 0 ? "even" : "odd").resolve(i + ".png");
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, picture(i));
    }
  }

  private static byte[] picture(int rgb) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 2, rgb * 77);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private Images read(Path in) throws IOException {
    out = new StringWriter();
    err = new StringWriter();
    KeptResults kept = KeptResults.in(in, new PrintWriter(err));
    return OwnImages.read(data, SHAPE, Optional.of(kept), new PrintWriter(out));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files
          .reduce(
              (a, b) -> {
                throw new AssertionError(a + " and " + b);
              })
          .orElseThrow();
    }
  }

  @Test
  void imagesAreDecodedOnce() throws IOException {
    Images first = read(cache);
    assertThat(out.toString())
        .contains("Decoding 1,000 images", "Decoded 1,000 images of 2 classes in ")
        .contains("Kept them for the next run (--no-cache for not): " + file());
    Images second = read(cache);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "Found 1,000 images of 2 classes, decoded by an earlier run: " + file() + "\n");
    assertThat(second.rows()).isDeepEqualTo(first.rows());
    assertThat(second.labels()).isEqualTo(first.labels());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aChangedFolderIsDecodedAgainAndItsCopyReplaced() throws IOException {
    read(cache);
    Files.write(data.resolve("odd/new.png"), picture(5));
    assertThat(read(cache).size()).isEqualTo(1_001);
    assertThat(out.toString()).contains("Decoded 1,001 images");
    assertThat(read(cache).size()).isEqualTo(1_001);
    assertThat(out.toString())
        .contains("Found 1,001 images of 2 classes")
        .contains(file().toString());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aDamagedCopyIsMadeAnewWithAWarning() throws IOException {
    Images right = read(cache);
    byte[] whole = Files.readAllBytes(file());
    byte[] changed = whole.clone();
    changed[whole.length - 7]++;
    for (byte[] damaged : new byte[][] {{}, Arrays.copyOf(whole, whole.length - 1), changed}) {
      Files.write(file(), damaged);
      assertThat(read(cache).rows()).isDeepEqualTo(right.rows());
      assertThat(err.toString())
          .startsWith(
              "gan: warning: the copy of the decoded images that an earlier run kept is of no use")
          .hasLineCount(1);
      assertThat(file()).hasBinaryContent(whole);
    }
  }

  @Test
  void whereNoCopyCanBeKeptThereIsAWarning() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(read(file.resolve("cache")).size()).isEqualTo(1_000);
    assertThat(err.toString())
        .startsWith("gan: warning: the copy of the decoded images is not kept")
        .contains("XDG_CACHE_HOME");
  }

  @Test
  void fewImagesAreNotKept() throws IOException {
    Files.delete(data.resolve("odd/1.png"));
    assertThat(read(cache).size()).isEqualTo(999);
    assertThat(cache).isEmptyDirectory();
    assertThat(out.toString()).doesNotContain("Kept");
  }

  @Test
  void withoutACacheNothingIsKept() throws IOException {
    out = new StringWriter();
    OwnImages.read(data, SHAPE, Optional.empty(), new PrintWriter(out));
    assertThat(out.toString()).contains("Decoded 1,000 images").doesNotContain("Kept");
  }
}
