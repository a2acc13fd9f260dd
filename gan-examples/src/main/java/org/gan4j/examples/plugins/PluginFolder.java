package org.gan4j.examples.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of Python packages with a plug-in. It appears under its name when it is whole, with the
 * list of what it was made of.
 */
final class PluginFolder {
  private static final String REQUIREMENTS = "requirements.txt";

  private final Path path;
  private final String pinned;

  /**
   * A folder, there or not.
   *
   * @param pinned versions and hashes of its packages, as pip reads them
   */
  PluginFolder(Path path, String pinned) {
    this.path = path;
    this.pinned = pinned;
  }

  /** Whether it is there, made of these packages. */
  boolean isCurrent() throws IOException {
    return isOurs() && Files.readString(path.resolve(REQUIREMENTS)).equals(pinned);
  }

  private boolean isOurs() {
    return Files.isRegularFile(path.resolve(REQUIREMENTS));
  }

  /**
   * Makes it, or makes it anew of these packages.
   *
   * @throws IllegalArgumentException if there is something else in its place
   */
  void install(Pip pip) throws IOException, InterruptedException {
    if (Files.exists(path) && !isOurs()) {
      throw new IllegalArgumentException(
          "%s is there, and no plug-in that gan fetched\n  fix: move it away".formatted(path));
    }
    Path parent = path.toAbsolutePath().resolveSibling("");
    Files.createDirectories(parent);
    Path partial = Files.createTempDirectory(parent, "." + path.getFileName());
    try {
      pip.install(Files.writeString(partial.resolve(REQUIREMENTS), pinned), partial);
      remove(path);
      Files.move(partial, path);
    } finally {
      remove(partial);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
