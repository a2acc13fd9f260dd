package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";
  private static final int COUNT = 5;
  private static final int ROWS = 3;
  private static final int COLUMNS = 4;

  @TempDir private Path folder;

  private final byte[] pixels = new byte[COUNT * ROWS * COLUMNS];
  private final byte[] classes = {9, 0, 3, 3, 7};

  MnistTest() {
    RandomStream stream = RandomStream.of(1, "pixels");
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) stream.nextInt(256);
    }
  }

  private static byte[] idx(int magic, byte[] values, int... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.put(values).array();
  }

  private byte[] images() {
    return idx(0x803, pixels, COUNT, ROWS, COLUMNS);
  }

  private byte[] labels() {
    return idx(0x801, classes, COUNT);
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private void assertAsWritten(Images read) {
    assertThat(read.size()).isEqualTo(COUNT);
    assertThat(read.rowShape()).isEqualTo(Shape.of(ROWS, COLUMNS, 1));
    assertThat(read.classes()).isEqualTo(10);
    float[] image = new float[ROWS * COLUMNS];
    for (int i = 0; i < COUNT; i++) {
      assertThat(read.label(i)).isEqualTo(classes[i]);
      read.read(i, image, 0);
      for (int j = 0; j < image.length; j++) {
        assertThat(image[j]).isEqualTo((pixels[i * image.length + j] & 0xff) / 127.5f - 1);
      }
    }
  }

  @Test
  void whatIsWrittenIsReadPlainOrGzipAndUnderBothNames() throws IOException {
    write(IMAGES, images());
    write("train-labels.idx1-ubyte.gz", gzip(labels()));
    assertAsWritten(Mnist.read(folder));
    Files.delete(folder.resolve(IMAGES));
    write("train-images.idx3-ubyte", gzip(images()));
    assertAsWritten(Mnist.read(folder, Split.TRAIN));
  }

  @Test
  void aFolderOfAFilesNameIsNotTakenForTheFile() throws IOException {
    Files.createDirectory(folder.resolve(IMAGES));
    Files.createDirectory(folder.resolve(LABELS + ".gz"));
    write("train-images.idx3-ubyte", images());
    write("train-labels.idx1-ubyte", labels());
    assertAsWritten(Mnist.read(folder));
  }

  @Test
  void theTrainingSplitIsPreferredAndEitherCanBeAskedFor() throws IOException {
    byte[] one = idx(0x803, new byte[] {1, 2}, 1, 1, 2);
    write("t10k-images-idx3-ubyte", one);
    write("t10k-labels-idx1-ubyte", idx(0x801, new byte[] {8}, 1));
    assertThat(Mnist.read(folder).label(0)).isEqualTo(8);
    write(IMAGES, images());
    write(LABELS, labels());
    assertAsWritten(Mnist.read(folder));
    assertThat(Mnist.read(folder, Split.TEST).size()).isEqualTo(1);
  }

  @Test
  void provenanceIsTheDigestOfTheFilesAsTheyLieOnTheDisk() throws Exception {
    byte[] packed = gzip(images());
    Path first = write(IMAGES + ".gz", packed);
    Path second = write(LABELS, labels());
    Images read = Mnist.read(folder);
    assertThat(read.provenance())
        .containsExactly(
            new Provenance(first, sha256(packed), false),
            new Provenance(second, sha256(labels()), false));
    assertThat(read.range(0, 1).provenance()).isEqualTo(read.provenance());
    assertThat(read.provenance().get(1))
        .hasToString(second + ": unknown, not the published file, SHA-256 " + sha256(labels()));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void nothingThereIsSaidWithHowToGetIt() throws IOException {
    assertThatThrownBy(() -> Mnist.read(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(
            folder
                + ": it has none of MNIST's files\n"
                + "  expected: a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte,"
                + " or the same of t10k, each plain or with .gz\n"
                + "  fix: download the files with gan fetch mnist --data "
                + folder
                + ", or place them there");
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> Mnist.read(nowhere))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(nowhere + ": there is no such folder");
    write(LABELS, labels());
    assertSaid(IMAGES + ".gz", "there is no such file");
  }

  private void assertSaid(String name, String found) {
    assertThatThrownBy(() -> Mnist.read(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining(folder.resolve(name) + ": " + found)
        .hasMessageContaining("\n  expected: ")
        .hasMessageContaining("\n  fix: ");
  }

  private void assertImagesRefused(byte[] file, String found) throws IOException {
    write(IMAGES, file);
    write(LABELS, labels());
    assertSaid(IMAGES, found);
  }

  @Test
  void aFileOfAnotherKindIsKnownByItsMagicNumber() throws IOException {
    assertImagesRefused(labels(), "its magic number is 0x00000801");
    assertImagesRefused(gzip(idx(0xdeadbeef, pixels)), "its magic number is 0xdeadbeef");
    assertThatThrownBy(() -> Mnist.read(folder))
        .hasMessageContaining(
            "expected: images in the IDX format (magic number 0x00000803), plain or gzip");
  }

  @Test
  void theCountIsComparedWithTheLength() throws IOException {
    byte[] whole = images();
    assertImagesRefused(new byte[0], "it should go on for 4 bytes");
    assertImagesRefused(Arrays.copyOf(whole, 14), "it should go on for 4 bytes");
    assertImagesRefused(
        Arrays.copyOf(whole, whole.length - 1),
        "it should go on for 60 bytes, more than a file of its length holds");
    assertImagesRefused(
        Arrays.copyOf(whole, whole.length + 1), "it goes on after the 76 bytes that its header");
    assertImagesRefused(
        gzip(Arrays.copyOf(whole, whole.length - 1)),
        "it is cut off: it should go on for 60 bytes, but has 59");
    assertImagesRefused(idx(0x803, pixels, 0, 3, 4), "its header says count 0");
    assertImagesRefused(idx(0x803, pixels, 5, -3, 4), "its header says rows -3");
    assertImagesRefused(
        idx(0x803, pixels, 1 << 30, 1 << 30, 1 << 30), "its header says rows 1073741824");
  }

  @Test
  void aGzipFileThatIsCutOffOrCorruptIsRefused() throws IOException {
    byte[] whole = gzip(images());
    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertImagesRefused(cut, "");
    }
    assertImagesRefused(Arrays.copyOf(whole, 40), "its gzip data break off: the file is cut off");
    byte[] flipped = whole.clone();
    flipped[whole.length - 6] ^= 1;
    assertImagesRefused(flipped, "its gzip data are corrupt (Corrupt GZIP trailer)");
    byte[] unknownMethod = whole.clone();
    unknownMethod[2] = 7;
    assertImagesRefused(unknownMethod, "its gzip data are corrupt");
  }

  @Test
  void aFlippedBitAnywhereInAGzipFileIsFoundOrHarmless() throws IOException {
    byte[] whole = gzip(images());
    write(LABELS, labels());
    for (int i = 10; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 1;
      write(IMAGES, flipped);
      assertThatThrownBy(() -> Mnist.read(folder)).isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void aDecompressionBombIsNotUnpacked() throws IOException {
    byte[] bomb = gzip(Arrays.copyOf(images(), 50_000_000));
    assertImagesRefused(bomb, "it goes on after the 76 bytes that its header says");
    assertImagesRefused(
        gzip(idx(0x803, new byte[100], 2_000, 1_000, 1_000)),
        "it should go on for 2,000,000,000 bytes, more than a file of its length holds");
  }

  @Test
  void labelsMustFitTheImages() throws IOException {
    write(IMAGES, images());
    write(LABELS, idx(0x801, Arrays.copyOf(classes, 4), 4));
    assertSaid(LABELS, "it has 4 labels\n  expected: 5, one for each image of " + folder);
    classes[2] = 10;
    write(LABELS, labels());
    assertSaid(LABELS, "label 2 is 10\n  expected: labels from 0 to 9");
    classes[2] = -1;
    write(LABELS, labels());
    assertSaid(LABELS, "label 2 is 255");
  }
}
