package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
 */
public final class ImageFolder {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg");
  private static final int MOST_CLASSES = 256;

  private final Path folder;
  private final int height;
  private final int width;
  private final int channels;

  private ImageFolder(Path folder, int height, int width, int channels) {
    this.folder = folder;
    this.height = height;
    this.width = width;
    this.channels = channels;
  }

  /** The images in a folder, in colour and at the size that they have. */
  public static ImageFolder of(Path folder) {
    return new ImageFolder(Objects.requireNonNull(folder, "folder"), 0, 0, 3);
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
    return new ImageFolder(folder, newHeight, newWidth, channels);
  }

  /** Makes all images grey, one channel of luma (ITU-R BT.601). */
  public ImageFolder withGrey() {
    return new ImageFolder(folder, height, width, 1);
  }

  /**
   * Reads all images.
   *
   * @throws DataFormatException if there is none, one cannot be decoded or says to be huge, they
   *     differ in size and none was asked for, or images lie beside sub-folders of images or deeper
   */
  public Images read() throws IOException {
    List<List<Path>> classes = classes();
    if (height > 0) {
      return read(classes, (file, picture) -> {});
    }
    Path file = classes.get(0).get(0);
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

  private Images read(List<List<Path>> classes, Check check) throws IOException {
    int count = classes.stream().mapToInt(List::size).sum();
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
    byte[] labels = new byte[count];
    int image = 0;
    for (int label = 0; label < classes.size(); label++) {
      for (Path file : classes.get(label)) {
        Picture picture = Picture.read(file);
        check.check(file, picture);
        System.arraycopy(picture.cropped(height, width, channels), 0, pixels, image * each, each);
        labels[image++] = (byte) label;
      }
    }
    return Images.owning(shape, pixels, labels, classes.size(), List.of());
  }

  private List<List<Path>> classes() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw malformed("there is no such folder", "a folder of images", "give the name of one");
    }
    List<List<Path>> classes = new ArrayList<>();
    for (Path sub : subFolders(folder)) {
      List<Path> images = images(sub);
      if (!images.isEmpty()) {
        classes.add(images);
      }
      for (Path deeper : subFolders(sub)) {
        requireNoImages(deeper);
      }
    }
    List<Path> loose = images(folder);
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
              .formatted(loose.get(0).getFileName()),
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
    List<Path> images = images(deeper);
    if (!images.isEmpty()) {
      throw malformed(
          "there are images deeper than its sub-folders (%s)"
              .formatted(folder.relativize(images.get(0))),
          "images, or sub-folders with the images of a class each",
          "move them up, or give the name of the folder whose sub-folders are the classes");
    }
    if (!Files.isSymbolicLink(deeper)) { // links may go round in a circle
      for (Path sub : subFolders(deeper)) {
        requireNoImages(sub);
      }
    }
  }

  private static List<Path> subFolders(Path folder) throws IOException {
    return visible(folder).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> images(Path folder) throws IOException {
    return visible(folder).stream().filter(ImageFolder::isImage).toList();
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending) && Files.isRegularFile(file);
  }

  /** In the order of their names. */
  private static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private DataFormatException malformed(String found, String expected, String fix) {
    return new DataFormatException(folder, found, expected, fix);
  }

  private interface Check {
    void check(Path file, Picture picture) throws DataFormatException;
  }
}
