package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedImagesTest {
  private static final String MARK = "a".repeat(64);

  @TempDir private Path folder;
  private Path file;
  private Images images;

  @BeforeEach
  void makeImages() {
    file = folder.resolve("kept");
    RandomStream stream = RandomStream.of(1, "pixels");
    byte[] pixels = new byte[5 * 4 * 3 * 2];
    byte[] labels = new byte[5];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) stream.nextInt(256);
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (253 - i);
    }
    images = Images.of(Shape.of(4, 3, 2), pixels, labels, 254);
  }

  private static void requireSame(Images found, Images expected) {
    assertThat(found.rows()).isDeepEqualTo(expected.rows());
    assertThat(found.labels()).isEqualTo(expected.labels());
    assertThat(found.rowShape()).isEqualTo(expected.rowShape());
    assertThat(found.classes()).isEqualTo(expected.classes());
    assertThat(found.fingerprint()).isEqualTo(expected.fingerprint());
  }

  @Test
  void imagesComeBackToTheBit() throws IOException {
    DecodedImages.write(file, images, MARK);
    requireSame(DecodedImages.find(file, MARK).orElseThrow(), images);
  }

  @Test
  void aRangeIsKeptAndFoundAsOne() throws IOException {
    DecodedImages.write(file, images.range(1, 4), "few");
    Images found = DecodedImages.find(file, "few").orElseThrow();
    requireSame(found, images.range(1, 4));
    requireSame(found.range(1, 3), images.range(2, 4));
    DecodedImages.write(folder.resolve("again"), found.range(1, 3), "fewer");
    requireSame(
        DecodedImages.find(folder.resolve("again"), "fewer").orElseThrow(), images.range(2, 4));
  }

  @Test
  void otherImagesAreNotFoundAndReplaced() throws IOException {
    assertThat(DecodedImages.find(file, MARK)).isEmpty();
    DecodedImages.write(file, images, MARK);
    assertThat(DecodedImages.find(file, "a")).isEmpty();
    Images mapped = DecodedImages.find(file, MARK).orElseThrow();
    DecodedImages.write(file, images.range(0, 1), "a");
    assertThat(DecodedImages.find(file, MARK)).isEmpty();
    requireSame(DecodedImages.find(file, "a").orElseThrow(), images.range(0, 1));
    requireSame(mapped, images);
  }

  @Test
  void everyChangedByteAndEveryLengthIsNoticed() throws IOException {
    DecodedImages.write(file, images, MARK);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 4;
      requireRefused(damaged);
      requireRefused(Arrays.copyOf(whole, i));
    }
    requireRefused(Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void sizesThatNoImagesHaveAreRefusedBeforeMemoryIsTaken() throws IOException {
    DecodedImages.write(file, images, MARK);
    byte[] whole = Files.readAllBytes(file);
    for (int field = 12; field < 32; field += 4) {
      for (int wrong : new int[] {-1, 0, 1 << 30, Integer.MAX_VALUE}) {
        ByteBuffer forged = ByteBuffer.wrap(whole.clone()).putInt(field, wrong);
        CRC32C sum = new CRC32C();
        sum.update(forged.array(), 0, 100);
        requireRefused(forged.putInt(100, (int) sum.getValue()).array());
      }
    }
  }

  private void requireRefused(byte[] content) throws IOException {
    Path other = folder.resolve("damaged");
    Files.write(other, content);
    assertThatThrownBy(() -> DecodedImages.find(other, MARK))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining(other.toString())
        .hasMessageContaining("fix: remove the file");
  }

  @Test
  void somethingElseIsRefused() throws IOException {
    requireRefused("gan4j".getBytes(StandardCharsets.US_ASCII));
    requireRefused(
        "what a user has in a file of this name ".repeat(9).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aFingerprintHasItsPlace() {
    for (String wrong : new String[] {"", "a".repeat(65), "ä", "a b", "\0"}) {
      assertThatThrownBy(() -> DecodedImages.find(file, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a fingerprint is 1 to 64 ASCII characters");
      assertThatThrownBy(() -> DecodedImages.write(file, images, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(file).doesNotExist();
  }
}
