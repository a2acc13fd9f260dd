package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gan4j.tensor.Shape;

/**
 * The small photographs of Krizhevsky (2009) in their "binary version": colour images of 32 by 32
 * pixels, of ten classes. They are read from the archive as it was published ({@code
 * cifar-10-binary.tar.gz}) or from its unpacked files ({@code data_batch_1.bin} to {@code
 * data_batch_5.bin}, {@code test_batch.bin}).
 */
public final class Cifar10 {
  private static final int CLASSES = 10;
  private static final int SIDE = 32;
  private static final int CHANNELS = 3;
  private static final int AREA = SIDE * SIDE;
  private static final int RECORD = 1 + CHANNELS * AREA;
  private static final String ARCHIVE = "cifar-10-binary.tar.gz";
  private static final String FOLDER = "cifar-10-batches-bin";

  /** The published one unpacks to 184 MB. */
  private static final long MOST_UNPACKED = 300_000_000;

  private static final String RECORDS =
      String.format(
          Locale.ROOT,
          "CIFAR-10's binary version: records of %,d bytes, a label from 0 to 9 and %s by %s pixels in red, green and blue",
          RECORD,
          SIDE,
          SIDE);

  /** As in the checksums of TensorFlow Datasets. */
  private static final List<PublishedFile> PUBLISHED =
      List.of(
          new PublishedFile(
              ARCHIVE,
              170_052_171,
              "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"));

  /** As torch.rb checks them after it has unpacked the archive. */
  private static final List<PublishedFile> UNPACKED =
      List.of(
          batch("data_batch_1", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
          batch("data_batch_2", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
          batch("data_batch_3", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
          batch("data_batch_4", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
          batch("data_batch_5", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
          batch("test_batch", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"));

  private Cifar10() {}

  private static PublishedFile batch(String name, String sha256) {
    return new PublishedFile(name + ".bin", 10_000 * RECORD, sha256);
  }

  /** The archive as it is distributed. */
  public static List<PublishedFile> published() {
    return PUBLISHED;
  }

  /**
   * Reads the training split; from a folder of unpacked files without it, the test split.
   *
   * @param folderOrArchive the archive, or the folder of the archive or of its unpacked files
   * @throws DataFormatException if files are missing, cut off or corrupt
   */
  public static Images read(Path folderOrArchive) throws IOException {
    Path source = source(folderOrArchive);
    boolean onlyTest = has(source, Split.TEST) && !has(source, Split.TRAIN);
    return read(source, onlyTest ? Split.TEST : Split.TRAIN);
  }

  /**
   * Reads one split.
   *
   * @param folderOrArchive the archive, or the folder of the archive or of its unpacked files
   * @throws DataFormatException if files are missing, cut off or corrupt
   */
  public static Images read(Path folderOrArchive, Split split) throws IOException {
    Path source = source(folderOrArchive);
    List<Provenance> provenance = new ArrayList<>();
    List<byte[]> batches =
        Files.isDirectory(source)
            ? readFolder(source, split, provenance)
            : readArchive(source, split, provenance);
    int count = batches.stream().mapToInt(batch -> batch.length / RECORD).sum();
    byte[] pixels = new byte[count * (RECORD - 1)];
    byte[] labels = new byte[count];
    int image = 0;
    for (byte[] batch : batches) {
      for (int record = 0; record < batch.length; record += RECORD, image++) {
        labels[image] = batch[record];
        interleave(batch, record + 1, pixels, image * (RECORD - 1));
      }
    }
    return Images.owning(Shape.of(SIDE, SIDE, CHANNELS), pixels, labels, CLASSES, provenance);
  }

  /** The planes of red, green and blue, to channels innermost. */
  private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0; i < AREA; i++) {
        pixels[to + i * CHANNELS + channel] = planes[from + channel * AREA + i];
      }
    }
  }

  private static Path source(Path given) throws DataFormatException {
    if (Files.isRegularFile(given)) {
      return given;
    }
    if (has(given, Split.TRAIN) || has(given, Split.TEST)) {
      return given;
    }
    if (Files.isDirectory(given.resolve(FOLDER))) {
      return given.resolve(FOLDER);
    }
    if (Files.isRegularFile(given.resolve(ARCHIVE))) {
      return given.resolve(ARCHIVE);
    }
    throw new DataFormatException(
        given,
        Files.isDirectory(given)
            ? "it has none of CIFAR-10's files"
            : "there is no such file or folder",
        ARCHIVE + ", or a folder with it or with data_batch_1.bin to data_batch_5.bin",
        fix(given));
  }

  private static String fix(Path folder) {
    return "download the archive with gan fetch cifar10 --data %s, or place it there"
        .formatted(folder);
  }

  private static boolean has(Path folder, Split split) {
    return names(split).stream().map(folder::resolve).anyMatch(Files::isRegularFile);
  }

  private static List<String> names(Split split) {
    return split == Split.TEST
        ? List.of("test_batch.bin")
        : IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
  }

  private static List<byte[]> readFolder(Path folder, Split split, List<Provenance> provenance)
      throws IOException {
    List<byte[]> batches = new ArrayList<>();
    for (String name : names(split)) {
      Path path = folder.resolve(name);
      try (DataFile file = DataFile.open(path, RECORDS, fix(folder))) {
        byte[] batch = file.read(Files.size(path));
        check(file, name, batch);
        batches.add(batch);
        provenance.add(file.provenance(UNPACKED));
      }
    }
    return batches;
  }

  private static List<byte[]> readArchive(Path path, Split split, List<Provenance> provenance)
      throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    Path folder = path.toAbsolutePath().resolveSibling("");
    String expected = "an archive (tar, plain or gzip) with " + String.join(", ", names(split));
    try (DataFile file = DataFile.open(path, expected, fix(folder))) {
      Tar tar = new Tar(file, MOST_UNPACKED);
      for (Optional<String> name = tar.next(); name.isPresent(); name = tar.next()) {
        if (names(split).contains(name.get())) {
          byte[] batch = tar.read();
          check(file, name.get(), batch);
          found.put(name.get(), batch);
        }
      }
      file.skipToEnd(MOST_UNPACKED);
      List<byte[]> batches = new ArrayList<>();
      for (String name : names(split)) {
        byte[] batch = found.get(name);
        if (batch == null) {
          throw file.malformed("it has no " + name);
        }
        batches.add(batch);
      }
      provenance.add(file.provenance(PUBLISHED));
      return batches;
    }
  }

  private static void check(DataFile file, String name, byte[] batch) throws DataFormatException {
    if (batch.length == 0 || batch.length % RECORD != 0) {
      throw file.malformed(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, which are no whole records of %,d: it is cut off or something else",
              name,
              batch.length,
              RECORD));
    }
    for (int record = 0; record < batch.length; record += RECORD) {
      int label = batch[record] & 0xff;
      if (label >= CLASSES) {
        throw file.malformed(
            "label %s of %s is %s, not 0 to 9".formatted(record / RECORD, name, label));
      }
    }
  }
}
