package org.gan4j.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a command is to write, by its option {@code --out}. */
final class OutPath {
  private OutPath() {}

  /**
   * The file or folder may be new, the folder that it is in may not.
   *
   * @throws IllegalArgumentException if that does not exist
   */
  static void requireFolderOf(Path out) {
    if (!Files.isDirectory(out.toAbsolutePath().resolveSibling("."))) {
      throw new IllegalArgumentException(
          "the folder of " + out + " does not exist\n  fix: create it, or choose another --out");
    }
  }

  static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.findAny().isEmpty();
    }
  }
}
