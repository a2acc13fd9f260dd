package org.gan4j.examples.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gan4j.file.UserCache;

/**
 * What took long to make, kept for later runs in files of a folder. What is wrong with the cache
 * costs time and a warning, never the run.
 */
final class KeptResults {
  private final Optional<Path> folder;
  private final PrintWriter err;

  /** Reads what was kept; nothing if the file holds something else by now. */
  @FunctionalInterface
  interface Reading<T> {
    Optional<T> from(Path file) throws IOException;
  }

  /** Makes what is not there. */
  @FunctionalInterface
  interface Making<T> {
    T make() throws IOException;
  }

  /** Keeps what was made, in a file that appears whole or not at all. */
  @FunctionalInterface
  interface Keeping<T> {
    void in(Path file, T made) throws IOException;
  }

  private KeptResults(Optional<Path> folder, PrintWriter err) {
    this.folder = folder;
    this.err = err;
  }

  /** In the user's cache. */
  static KeptResults ofUser(PrintWriter err) {
    return new KeptResults(UserCache.folder(), err);
  }

  /** That in a folder, which is made when there is something to keep. */
  static KeptResults in(Path folder, PrintWriter err) {
    return new KeptResults(Optional.of(folder), err);
  }

  /** Where something of this name is kept, if anything can be. */
  Optional<Path> file(String name) {
    return folder.map(path -> path.resolve(name));
  }

  /**
   * What an earlier run kept under a name, or else what is made now, which is kept.
   *
   * @param what it is, for warnings: {@code the classifier}
   * @throws IOException if it is not there and cannot be made
   */
  <T> T get(String what, String name, Reading<T> reading, Making<T> making, Keeping<T> keeping)
      throws IOException {
    Optional<Path> file = file(name);
    Optional<T> kept = file.filter(Files::exists).flatMap(path -> read(what, path, reading));
    if (kept.isPresent()) {
      return kept.get();
    }
    T made = making.make();
    if (file.isPresent()) {
      keep(what, file.get(), made, keeping);
    } else {
      warnOfKeeping(what, "there is no home folder");
    }
    return made;
  }

  private <T> Optional<T> read(String what, Path file, Reading<T> reading) {
    try {
      return reading.from(file);
    } catch (IOException | RuntimeException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      warn("%s that an earlier run kept is of no use and is made anew: %s".formatted(what, why));
      return Optional.empty();
    }
  }

  private <T> void keep(String what, Path file, T made, Keeping<T> keeping) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      keeping.in(file, made);
    } catch (IOException e) {
      warnOfKeeping(what, "%s cannot be written (%s)".formatted(file, e));
    }
  }

  private void warnOfKeeping(String what, String why) {
    warn(
        "%s is not kept, so that the next run makes it again: %s\n  fix: name a folder that can be written to in the environment variable XDG_CACHE_HOME"
            .formatted(what, why));
  }

  private void warn(String what) {
    err.println("gan: warning: " + what);
    err.flush();
  }
}
