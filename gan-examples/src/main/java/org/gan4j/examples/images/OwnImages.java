package org.gan4j.examples.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gan4j.data.DecodedImages;
import org.gan4j.data.ImageFolder;
import org.gan4j.data.Images;
import org.gan4j.tensor.Shape;

/**
 * A user's own images, decoded once: where there are many, a copy of what was decoded is kept for
 * the next run on the same files.
 */
final class OwnImages {
  /** Fewer are decoded in less than a second. */
  static final int FEWEST_KEPT = 1_000;

  private final Path folder;
  private final Shape shape;
  private final PrintWriter out;

  private OwnImages(Path folder, Shape shape, PrintWriter out) {
    this.folder = folder;
    this.shape = shape;
    this.out = out;
  }

  /**
   * Reads the images of a folder.
   *
   * @param shape to which they are brought
   * @param cache where a copy is kept, or nothing to keep none
   * @param out what the user is told
   */
  static Images read(Path folder, Shape shape, Optional<KeptResults> cache, PrintWriter out)
      throws IOException {
    OwnImages own = new OwnImages(folder, shape, out);
    return cache.isPresent() ? own.kept(cache.get()) : own.decoded();
  }

  private ImageFolder images() {
    return ImageFolder.of(folder).withSize(shape.size(0), shape.size(1));
  }

  private Images decoded() throws IOException {
    long start = System.nanoTime();
    try (ReadingProgress progress = new ReadingProgress(out)) {
      Images read = images().withProgress(progress).read();
      double seconds = (System.nanoTime() - start) / 1e9;
      tell("Decoded %s in %.1f s", described(read), seconds);
      return read;
    }
  }

  private Images kept(KeptResults cache) throws IOException {
    String fingerprint = images().fingerprint();
    return cache.get(
        "the copy of the decoded images",
        cacheName(),
        file -> {
          Optional<Images> found = DecodedImages.find(file, fingerprint);
          found.ifPresent(
              read -> tell("Found %s, decoded by an earlier run: %s", described(read), file));
          return found;
        },
        this::decoded,
        (file, read) -> {
          if (read.size() >= FEWEST_KEPT) {
            DecodedImages.write(file, read, fingerprint);
            tell("Kept them for the next run (--no-cache for not): %s", file);
          }
        });
  }

  /** One for each folder and size, so that a copy that is out of date is replaced. */
  private String cacheName() {
    String what = folder.toAbsolutePath().normalize() + "\0" + shape;
    return "images-" + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
  }

  private static String described(Images images) {
    String count = String.format(Locale.ROOT, "%,d images", images.size());
    return images.classes() == 1 ? count : count + " of %d classes".formatted(images.classes());
  }

  private void tell(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }
}
