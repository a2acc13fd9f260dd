package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.tensor.Shape;

/**
 * The handwritten digits of LeCun et al. (1998), or any other set in their format, IDX: images of
 * one channel and any size, of ten classes. The files are read plain or gzip, under the names that
 * they were published with or with a dot ({@code train-images.idx3-ubyte}).
 */
public final class Mnist {
  private static final int CLASSES = 10;
  private static final int BYTES = 0x0800;
  private static final List<String> AXES = List.of("count", "rows", "columns");

  /** As in the checksums of TensorFlow Datasets. */
  private static final List<PublishedFile> PUBLISHED =
      List.of(
          new PublishedFile(
              "train-images-idx3-ubyte.gz",
              9_912_422,
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
          new PublishedFile(
              "train-labels-idx1-ubyte.gz",
              28_881,
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
          new PublishedFile(
              "t10k-images-idx3-ubyte.gz",
              1_648_877,
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
          new PublishedFile(
              "t10k-labels-idx1-ubyte.gz",
              4_542,
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

  private static final List<PublishedFile> UNPACKED =
      List.of(
          new PublishedFile(
              "train-images-idx3-ubyte",
              47_040_016,
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
          new PublishedFile(
              "train-labels-idx1-ubyte",
              60_008,
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
          new PublishedFile(
              "t10k-images-idx3-ubyte",
              7_840_016,
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
          new PublishedFile(
              "t10k-labels-idx1-ubyte",
              10_008,
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

  private static final List<PublishedFile> KNOWN =
      Stream.concat(PUBLISHED.stream(), UNPACKED.stream()).toList();

  private Mnist() {}

  /** The files as they are distributed: images and labels of both splits, gzip. */
  public static List<PublishedFile> published() {
    return PUBLISHED;
  }

  /**
   * Reads the training split, or the test split where there is no training split.
   *
   * @param folder that of the files
   * @throws DataFormatException if files are missing, cut off, corrupt or do not fit each other
   */
  public static Images read(Path folder) throws IOException {
    if (Part.has(folder, Split.TRAIN)) {
      return read(folder, Split.TRAIN);
    }
    if (Part.has(folder, Split.TEST)) {
      return read(folder, Split.TEST);
    }
    throw new DataFormatException(
        folder,
        Files.isDirectory(folder) ? "it has none of MNIST's files" : "there is no such folder",
        "a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte, or the same of t10k,"
            + " each plain or with .gz",
        fix(folder));
  }

  /**
   * Reads one split.
   *
   * @param folder that of the files
   * @throws DataFormatException if files are missing, cut off, corrupt or do not fit each other
   */
  public static Images read(Path folder, Split split) throws IOException {
    Idx images = Idx.read(folder, split, Part.IMAGES);
    Idx labels = Idx.read(folder, split, Part.LABELS);
    int count = images.sizes[0];
    if (labels.sizes[0] != count) {
      throw labels.malformed(
          String.format(Locale.ROOT, "it has %,d labels", labels.sizes[0]),
          String.format(Locale.ROOT, "%,d, one for each image of %s", count, images.path));
    }
    for (int i = 0; i < count; i++) {
      int label = labels.values[i] & 0xff;
      if (label >= CLASSES) {
        throw labels.malformed(
            "label %s is %s".formatted(i, label), "labels from 0 to " + (CLASSES - 1));
      }
    }
    return Images.owning(
        Shape.of(images.sizes[1], images.sizes[2], 1),
        images.values,
        labels.values,
        CLASSES,
        List.of(images.provenance, labels.provenance));
  }

  private static String fix(Path folder) {
    return "download the files with gan fetch mnist --data " + folder + ", or place them there";
  }

  /** The two files of a split. */
  private enum Part {
    LABELS("labels", 1),
    IMAGES("images", 3);

    private final String label;
    private final int rank;

    Part(String label, int rank) {
      this.label = label;
      this.rank = rank;
    }

    private static boolean has(Path folder, Split split) {
      return IMAGES.find(folder, split).isPresent() || LABELS.find(folder, split).isPresent();
    }

    private Optional<Path> find(Path folder, Split split) {
      return Stream.of("-", ".")
          .map(separator -> name(split, separator))
          .flatMap(name -> Stream.of(name, name + ".gz"))
          .map(folder::resolve)
          .filter(Files::isRegularFile)
          .findFirst();
    }

    private String name(Split split, String separator) {
      return (split == Split.TRAIN ? "train-" : "t10k-")
          + label
          + separator
          + "idx"
          + rank
          + "-ubyte";
    }

    private int magic() {
      return BYTES | rank;
    }
  }

  /** The content of one file. */
  private static final class Idx {
    private final Path path;
    private final int[] sizes;
    private final byte[] values;
    private final Provenance provenance;

    private Idx(Path path, int[] sizes, byte[] values, Provenance provenance) {
      this.path = path;
      this.sizes = sizes;
      this.values = values;
      this.provenance = provenance;
    }

    private DataFormatException malformed(String found, String expected) {
      return new DataFormatException(path, found, expected, fix(path.resolveSibling("")));
    }

    static Idx read(Path folder, Split split, Part part) throws IOException {
      Path path =
          part.find(folder, split).orElseGet(() -> folder.resolve(part.name(split, "-") + ".gz"));
      String expected =
          String.format(
              Locale.ROOT,
              "%s in the IDX format (magic number 0x%08x), plain or gzip",
              part.label,
              part.magic());
      try (DataFile file = DataFile.open(path, expected, fix(folder))) {
        int magic = file.readInt();
        if (magic != part.magic()) {
          throw file.malformed(String.format(Locale.ROOT, "its magic number is 0x%08x", magic));
        }
        int[] sizes = new int[part.rank];
        long count = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
          sizes[axis] = file.readInt();
          count *= sizes[axis];
          if (sizes[axis] < 1 || count > Integer.MAX_VALUE) {
            throw file.malformed(
                "its header says %s %s: none, or too many".formatted(AXES.get(axis), sizes[axis]));
          }
        }
        byte[] values = file.read(count);
        long end = file.position();
        if (!file.atEnd()) {
          throw file.malformed(
              String.format(
                  Locale.ROOT, "it goes on after the %,d bytes that its header says", end));
        }
        return new Idx(path, sizes, values, file.provenance(KNOWN));
      }
    }
  }
}
