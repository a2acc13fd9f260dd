package org.gan4j.examples.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.data.Cifar10;
import org.gan4j.data.Images;
import org.gan4j.data.Mnist;
import org.gan4j.data.PublishedFile;
import org.gan4j.tensor.Shape;

/** Images to learn: two published sets, and whatever a user has. */
public enum DataSet {
  /** Handwritten digits. */
  MNIST(
      "Handwritten digits, 28x28 grey (IDX files).",
      Shape.of(28, 28, 1),
      Mnist.published(),
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "https://ossci-datasets.s3.amazonaws.com/mnist/") {
    @Override
    Images read(Path folder, Shape shape, Optional<KeptResults> cache, PrintWriter out)
        throws IOException {
      return Mnist.read(folder);
    }
  },

  /** Small photographs. */
  CIFAR10(
      "Small photographs of ten kinds, 32x32 RGB (the binary version).",
      Shape.of(32, 32, 3),
      Cifar10.published(),
      "https://www.cs.toronto.edu/~kriz/") {
    @Override
    Images read(Path folder, Shape shape, Optional<KeptResults> cache, PrintWriter out)
        throws IOException {
      return Cifar10.read(folder);
    }
  },

  /** A user's own PNG and JPEG files, those of each class in a sub-folder if there are classes. */
  FOLDER("Your own PNG and JPEG images, in colour.", Shape.of(32, 32, 3), List.of()) {
    @Override
    Images read(Path folder, Shape shape, Optional<KeptResults> cache, PrintWriter out)
        throws IOException {
      return OwnImages.read(folder, shape, cache, out);
    }
  };

  private final String description;
  private final Shape usualShape;
  private final List<PublishedFile> files;
  private final List<URI> places;

  DataSet(String description, Shape usualShape, List<PublishedFile> files, String... places) {
    this.description = description;
    this.usualShape = usualShape;
    this.files = files;
    this.places = List.of(places).stream().map(URI::create).toList();
  }

  /**
   * Reads the images.
   *
   * @param shape to which a user's own are brought
   * @param cache where a copy of a user's own is kept decoded, if it is
   * @param out what the user is told
   */
  abstract Images read(Path folder, Shape shape, Optional<KeptResults> cache, PrintWriter out)
      throws IOException;

  /** What {@code gan train} calls the experiment on these images. */
  String experiment() {
    return this == FOLDER ? "images" : name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  /** The height and the width of an image, unless another is asked for. */
  int usualSize() {
    return usualShape.size(0);
  }

  /** 1 for grey, 3 for RGB. */
  int colours() {
    return usualShape.size(2);
  }

  /** Whether size and classes are always the same. */
  boolean isPublished() {
    return !files.isEmpty();
  }

  /** The files of a published set. */
  List<PublishedFile> files() {
    return files;
  }

  /** Where they are published; a later place is tried if an earlier one fails. */
  List<URI> places() {
    return places;
  }
}
