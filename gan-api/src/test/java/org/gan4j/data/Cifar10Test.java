package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int RECORD = 3073;

  @TempDir private Path folder;

  /** Two images to a batch; the third of image i is its number. */
  private final Map<String, byte[]> batches = new LinkedHashMap<>();

  Cifar10Test() {
    RandomStream stream = RandomStream.of(1, "pixels");
    // In another order than the numbers, as in the published archive.
    for (String name :
        new String[] {
          "data_batch_4",
          "test_batch",
          "data_batch_3",
          "data_batch_2",
          "data_batch_5",
          "data_batch_1"
        }) {
      byte[] records = new byte[2 * RECORD];
      for (int i = 0; i < records.length; i++) {
        records[i] = (byte) stream.nextInt(256);
      }
      int number = name.startsWith("test") ? 0 : name.charAt(name.length() - 1) - '0';
      records[0] = (byte) number;
      records[RECORD] = (byte) (9 - number);
      batches.put(name + ".bin", records);
    }
  }

  private void writeFolder(Path to) throws IOException {
    Files.createDirectories(to);
    for (Map.Entry<String, byte[]> batch : batches.entrySet()) {
      Files.write(to.resolve(batch.getKey()), batch.getValue());
    }
  }

  private byte[] archive() {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(entry("cifar-10-batches-bin/", '5', new byte[0]));
    tar.writeBytes(entry("cifar-10-batches-bin/readme.html", '0', new byte[88]));
    batches.forEach(
        (name, bytes) -> tar.writeBytes(entry("cifar-10-batches-bin/" + name, '0', bytes)));
    tar.writeBytes(new byte[1024]);
    return tar.toByteArray();
  }

  static byte[] entry(String name, char type, byte[] content) {
    byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
    put(entry, 0, name);
    put(entry, 100, "0000644");
    put(entry, 124, "%011o".formatted(content.length));
    put(entry, 136, "%011o".formatted(1));
    put(entry, 148, "        ");
    entry[156] = (byte) type;
    put(entry, 257, "ustar");
    seal(entry);
    System.arraycopy(content, 0, entry, 512, content.length);
    return entry;
  }

  private static void seal(byte[] entry) {
    put(entry, 148, "        ");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += entry[i] & 0xff;
    }
    put(entry, 148, "%06o\0 ".formatted(sum));
  }

  private static void put(byte[] entry, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, entry, at, bytes.length);
  }

  private Path writeArchive(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("cifar-10-binary.tar.gz"), bytes);
  }

  private void assertTrain(Images read) {
    assertThat(read.size()).isEqualTo(10);
    for (int i = 0; i < 5; i++) {
      assertThat(read.label(2 * i)).isEqualTo(i + 1);
      assertThat(read.label(2 * i + 1)).isEqualTo(9 - (i + 1));
      assertImage(read, 2 * i, "data_batch_" + (i + 1) + ".bin", 0);
      assertImage(read, 2 * i + 1, "data_batch_" + (i + 1) + ".bin", 1);
    }
  }

  private void assertImage(Images read, int index, String batch, int record) {
    assertThat(read.rowShape()).isEqualTo(Shape.of(32, 32, 3));
    assertThat(read.classes()).isEqualTo(10);
    byte[] records = batches.getOrDefault(batch, new byte[0]);
    float[] image = new float[32 * 32 * 3];
    read.read(index, image, 0);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int stored = records[record * RECORD + 1 + channel * 1024 + y * 32 + x] & 0xff;
          assertThat(image[(y * 32 + x) * 3 + channel]).isEqualTo(stored / 127.5f - 1);
        }
      }
    }
  }

  @Test
  void aFolderOfUnpackedFilesIsRead() throws IOException {
    writeFolder(folder);
    assertTrain(Cifar10.read(folder));
    Images test = Cifar10.read(folder, Split.TEST);
    assertThat(test.size()).isEqualTo(2);
    assertImage(test, 1, "test_batch.bin", 1);
    assertThat(Cifar10.read(folder).provenance())
        .hasSize(5)
        .noneMatch(Provenance::verified)
        .first()
        .extracting(Provenance::file)
        .isEqualTo(folder.resolve("data_batch_1.bin"));
  }

  @Test
  void theArchiveIsReadAsItIs() throws IOException {
    Path archive = writeArchive(MnistTest.gzip(archive()));
    assertTrain(Cifar10.read(archive));
    assertTrain(Cifar10.read(folder));
    assertImage(Cifar10.read(archive, Split.TEST), 0, "test_batch.bin", 0);
    assertThat(Cifar10.read(folder).provenance())
        .containsExactly(Provenance.of(archive, Cifar10.published()));
    writeArchive(archive());
    assertTrain(Cifar10.read(archive));
  }

  @Test
  void theFolderThatTheArchiveUnpacksToIsFound() throws IOException {
    writeFolder(folder.resolve("cifar-10-batches-bin"));
    assertTrain(Cifar10.read(folder));
  }

  @Test
  void theTestSplitIsReadWhereThereIsNoOther() throws IOException {
    Files.write(
        folder.resolve("test_batch.bin"), batches.getOrDefault("test_batch.bin", new byte[0]));
    assertThat(Cifar10.read(folder).size()).isEqualTo(2);
  }

  private void assertSaid(Path file, String found) {
    assertThatThrownBy(() -> Cifar10.read(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(found)
        .hasMessageContaining("\n  expected: ")
        .hasMessageContaining("\n  fix: download the archive with gan fetch cifar10 --data ");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertSaid(folder, "it has none of CIFAR-10's files");
    assertThatThrownBy(() -> Cifar10.read(folder.resolve("nowhere")))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining("nowhere: there is no such file or folder");
    writeFolder(folder);
    Files.delete(folder.resolve("data_batch_3.bin"));
    assertSaid(folder.resolve("data_batch_3.bin"), "there is no such file");
  }

  @Test
  void recordsMustBeWholeAndLabelsInRange() throws IOException {
    writeFolder(folder);
    Path second = folder.resolve("data_batch_2.bin");
    byte[] records = Files.readAllBytes(second);
    Files.write(second, Arrays.copyOf(records, RECORD + 100));
    assertSaid(second, "data_batch_2.bin has 3,173 bytes, which are no whole records of 3,073");
    Files.write(second, new byte[0]);
    assertSaid(second, "data_batch_2.bin has 0 bytes");
    records[RECORD] = 10;
    Files.write(second, records);
    assertSaid(second, "label 1 of data_batch_2.bin is 10, not 0 to 9");
  }

  @Test
  void anArchiveThatIsCutOffOrCorruptIsRefused() throws IOException {
    byte[] tar = archive();
    byte[] packed = MnistTest.gzip(tar);
    Path path = writeArchive(Arrays.copyOf(packed, packed.length / 2));
    assertSaid(path, "its gzip data break off: the file is cut off");
    writeArchive(Arrays.copyOf(packed, packed.length - 1));
    assertSaid(path, "its gzip data break off: the file is cut off");
    byte[] flipped = packed.clone();
    flipped[packed.length - 6] ^= 1;
    writeArchive(flipped);
    assertSaid(path, "its gzip data are corrupt");
    writeArchive(Arrays.copyOf(tar, tar.length - 1024));
    assertSaid(path, "it is cut off");
    byte[] header = tar.clone();
    header[512] ^= 1;
    writeArchive(header);
    assertSaid(path, "the archive's header at byte 512 is corrupt");
    byte[] size = tar.clone();
    put(size, 512 + 124, "x");
    seal(size);
    writeArchive(size);
    assertSaid(path, "the archive's header at byte 512 is corrupt");
    writeArchive(new byte[1024]);
    assertSaid(path, "it has no data_batch_1.bin");
  }

  @Test
  void aDecompressionBombIsNotUnpacked() throws IOException {
    byte[] huge = entry("data_batch_1.bin", '0', new byte[0]);
    put(huge, 124, "77777777777");
    seal(huge);
    Path path = writeArchive(MnistTest.gzip(huge));
    assertSaid(path, "the archive unpacks to more than 300,000,000 bytes");
    put(huge, 124, "%011o".formatted(200_000_000));
    seal(huge);
    writeArchive(MnistTest.gzip(huge));
    assertSaid(path, "it should go on for 200,000,000 bytes, more than a file of its length holds");
    ByteArrayOutputStream trailing = new ByteArrayOutputStream();
    trailing.writeBytes(MnistTest.gzip(archive()));
    byte[] zeros = MnistTest.gzip(new byte[10_000_000]);
    for (int i = 0; i < 31; i++) {
      trailing.writeBytes(zeros);
    }
    writeArchive(trailing.toByteArray());
    assertSaid(path, "it unpacks to more than 300,000,000 bytes");
  }
}
