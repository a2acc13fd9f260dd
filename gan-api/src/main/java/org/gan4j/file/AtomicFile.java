package org.gan4j.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that appear under their name only when they are whole. Whoever reads the name sees the old
 * file or the new one, also while several threads or processes write it.
 *
 * <pre>{@code
 * AtomicFile.write(path, file -> Files.writeString(file, text));
 * }</pre>
 */
public final class AtomicFile {
  private static final AtomicLong WRITTEN = new AtomicLong();

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes it to a new file, which is moved to its place afterwards. */
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes a file, and replaces one that is there. If the content cannot be written, the old file
   * stays as it was and nothing else is left.
   *
   * @throws IOException if the content throws it, or the file cannot be put in its place
   */
  public static void write(Path path, Content content) throws IOException {
    Path partial = path.resolveSibling(uniqueName(path));
    try {
      content.writeTo(partial);
      Files.move(
          partial, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Of this process and this call, so that two who write one file do not meet. */
  private static String uniqueName(Path path) {
    return "%s.%d-%d.partial"
        .formatted(path.getFileName(), ProcessHandle.current().pid(), WRITTEN.incrementAndGet());
  }
}
