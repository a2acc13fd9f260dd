package org.gan4j.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gan4j.check.Check;
import org.gan4j.file.Sha256;
import org.gan4j.tensor.Shape;

/**
 * A folder of PNG and JPEG images. Sub-folders that hold images are classes, in the order of their
 * names; without any, all images have label 0 of {@link LabelledSamples#classes 1 class}. Within a
 * class the images are in the order of their names. Images that lie deeper are refused, since
 * nobody can know whether their folders are classes. Other files, and hidden files and folders
 * (with a dot before their names), are left out.
 *
 * <p>Images are read in colour, at the size that they have, which must then be the same for all;
 * see {@link #withSize} and {@link #withGrey}. Transparency is laid on white; a camera's note of
 * how it was held (EXIF) is not heeded.
 *
 * <pre>{@code
 * Images faces = ImageFolder.of(Path.of("faces")).withSize(64, 64).withGrey().read();
 * }</pre>
 *
 * <p>All processors decode. What is read does not depend on how many there are, nor does the error
 * if several files cannot be read: it is about the first of them in the order of the images. {@link
 * DecodedImages} keeps a large folder decoded.
 */
public final class ImageFolder {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg");
  private static final int MOST_CLASSES = 256;

  private final Path folder;
  private final int height;
  private final int width;
  private final int channels;
  private final Progress progress;

  /** Told how far reading is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some more images are read. It is called by the thread that called {@link ImageFolder#read}.
     *
     * @param done how many are read, at least 1
     * @param count how many there are
     */
    void read(int done, int count);
  }

  private ImageFolder(Path folder, int height, int width, int channels, Progress progress) {
    this.folder = folder;
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.progress = progress;
  }

  /** The images in a folder, in colour and at the size that they have. */
  public static ImageFolder of(Path folder) {
    return new ImageFolder(Check.given("folder", folder), 0, 0, 3, (done, count) -> {});
  }

  /**
   * Brings all images to one size: the largest part in the middle that has its proportions is
   * resampled (bicubic, averaging for a smaller size).
   *
   * @throws IllegalArgumentException if height or width is below 1
   */
  public ImageFolder withSize(int newHeight, int newWidth) {
    if (newHeight < 1 || newWidth < 1) {
      throw new IllegalArgumentException(
          "images need a size of at least 1 by 1, not %s by %s".formatted(newHeight, newWidth));
    }
    return new ImageFolder(folder, newHeight, newWidth, channels, progress);
  }

  /** Makes all images grey, one channel of luma (ITU-R BT.601). */
  public ImageFolder withGrey() {
    return new ImageFolder(folder, height, width, 1, progress);
  }

  /** Tells somebody how far reading is. */
  public ImageFolder withProgress(Progress newProgress) {
    return new ImageFolder(
        folder, height, width, channels, Check.given("newProgress", newProgress));
  }

  /**
   * What tells these images from others without reading them: a checksum of the folder's path, of
   * the names, sizes and times of modification of all images in it, and of the size and the colours
   * asked for.
   *
   * @throws DataFormatException as {@link #read}, for what can be seen without reading images
   */
  public String fingerprint() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(folder.toAbsolutePath().normalize()).append('\0');
    text.append(height).append(' ').append(width).append(' ').append(channels);
    for (List<Entry> images : classes()) {
      text.append("\0\0").append(folder.relativize(images.get(0).path));
      for (Entry image : images) {
        text.append('\0').append(image.path.getFileName());
        text.append('\0').append(image.attributes.size());
        text.append(' ').append(image.attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
      }
    }
    MessageDigest digest = Sha256.newDigest();
    digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return Sha256.digits(digest);
  }

  /**
   * Reads all images.
   *
   * @throws DataFormatException if there is none, one cannot be decoded or says to be huge, they
   *     differ in size and none was asked for, or images lie beside sub-folders of images or deeper
   */
  public Images read() throws IOException {
    List<List<Entry>> classes = classes();
    if (height > 0) {
      return read(classes, (file, picture) -> {});
    }
    Path file = classes.get(0).get(0).path;
    Picture first = Picture.read(file);
    return withSize(first.height(), first.width())
        .read(classes, (other, picture) -> requireSameSize(file, first, other, picture));
  }

  private static void requireSameSize(Path file, Picture first, Path other, Picture picture)
      throws DataFormatException {
    if (picture.height() != first.height() || picture.width() != first.width()) {
      throw new DataFormatException(
          other,
          "it is %s by %s pixels".formatted(picture.width(), picture.height()),
          "%s by %s, as %s is".formatted(first.width(), first.height(), file),
          "ask for a size to which all images are brought");
    }
  }

  private Images read(List<List<Entry>> classes, Requirement requirement) throws IOException {
    List<Entry> images = classes.stream().flatMap(List::stream).toList();
    int count = images.size();
    Shape shape = Shape.of(height, width, channels);
    int each = shape.elementCount();
    long most = Math.min(Integer.MAX_VALUE - 64, Runtime.getRuntime().maxMemory());
    if ((long) count * each > most) {
      throw malformed(
          String.format(Locale.ROOT, "%,d images of shape %s", count, shape),
          String.format(Locale.ROOT, "at most %,d bytes in all, for the memory of this JVM", most),
          "ask for a smaller size, or give the JVM more memory with -Xmx");
    }
    byte[] pixels = new byte[count * each];
    DecodingMemory memory = DecodingMemory.ofThisJvm();
    InOrder.each(
        count,
        i -> {
          Path file = images.get(i).path;
          byte[] cropped =
              Picture.read(
                  file,
                  memory,
                  picture -> {
                    requirement.check(file, picture);
                    return picture.cropped(height, width, channels);
                  });
          System.arraycopy(cropped, 0, pixels, i * each, each);
        },
        done -> progress.read(done, count));
    return Images.owning(shape, pixels, labels(classes), classes.size(), List.of());
  }

  private static byte[] labels(List<List<Entry>> classes) {
    byte[] labels = new byte[classes.stream().mapToInt(List::size).sum()];
    int from = 0;
    for (int label = 0; label < classes.size(); label++) {
      int to = from + classes.get(label).size();
      Arrays.fill(labels, from, to, (byte) label);
      from = to;
    }
    return labels;
  }

  private List<List<Entry>> classes() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw malformed("there is no such folder", "a folder of images", "give the name of one");
    }
    List<List<Entry>> classes = new ArrayList<>();
    List<Entry> top = visible(folder);
    for (Entry sub : subFolders(top)) {
      List<Entry> inside = visible(sub.path);
      List<Entry> images = images(inside);
      if (!images.isEmpty()) {
        classes.add(images);
      }
      for (Entry deeper : subFolders(inside)) {
        requireNoImages(deeper.path);
      }
    }
    List<Entry> loose = images(top);
    if (classes.isEmpty()) {
      if (loose.isEmpty()) {
        throw malformed(
            "there are no images in it",
            "PNG or JPEG files, or sub-folders with them, one for each class",
            "give the name of another folder");
      }
      return List.of(loose);
    }
    if (!loose.isEmpty()) {
      throw malformed(
          "there are images (%s) beside sub-folders with images"
              .formatted(loose.get(0).path.getFileName()),
          "either images, or sub-folders with the images of a class each",
          "move these images to a sub-folder, or away");
    }
    if (classes.size() > MOST_CLASSES) {
      throw malformed(
          String.format(Locale.ROOT, "there are %,d sub-folders with images", classes.size()),
          "at most %s, one for each class".formatted(MOST_CLASSES),
          "put all images into one folder to do without classes");
    }
    return classes;
  }

  private void requireNoImages(Path deeper) throws IOException {
    List<Entry> inside = visible(deeper);
    List<Entry> images = images(inside);
    if (!images.isEmpty()) {
      Path first = folder.relativize(images.get(0).path);
      throw malformed(
          "there are images deeper than its sub-folders (%s)".formatted(first),
          "images, or sub-folders with the images of a class each",
          "move them up, or give the name of the folder whose sub-folders are the classes, such as %s"
              .formatted(deeper.resolveSibling("")));
    }
    if (!Files.isSymbolicLink(deeper)) { // links may go round in a circle
      for (Entry sub : subFolders(inside)) {
        requireNoImages(sub.path);
      }
    }
  }

  /** What is in a folder, as the file system describes it. */
  private record Entry(Path path, BasicFileAttributes attributes) {

    /** Nothing for a link to nothing, or what has just been removed. */
    static Optional<Entry> of(Path path) {
      try {
        return Optional.of(new Entry(path, Files.readAttributes(path, BasicFileAttributes.class)));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    boolean isImage() {
      String name = String.valueOf(path.getFileName());
      String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      return ENDINGS.contains(ending) && attributes.isRegularFile();
    }
  }

  private static List<Entry> subFolders(List<Entry> entries) {
    return entries.stream().filter(entry -> entry.attributes.isDirectory()).toList();
  }

  private static List<Entry> images(List<Entry> entries) {
    return entries.stream().filter(Entry::isImage).toList();
  }

  /** In the order of their names. */
  private static List<Entry> visible(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(Path::toString))
          .flatMap(entry -> Entry.of(entry).stream())
          .toList();
    }
  }

  private DataFormatException malformed(String found, String expected, String fix) {
    return new DataFormatException(folder, found, expected, fix);
  }

  private interface Requirement {
    void check(Path file, Picture picture) throws DataFormatException;
  }
}
