package org.gan4j.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that appear under their name only when they are whole. */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content of a file. */
  interface Content {
    void writeTo(Path file) throws IOException;
  }

  static void write(Path path, Content content) throws IOException {
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    try {
      content.writeTo(partial);
      Files.move(
          partial, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
