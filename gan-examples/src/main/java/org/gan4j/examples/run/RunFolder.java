package org.gan4j.examples.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a run leaves. */
public record RunFolder(Path path) {
  private static final String RUN_FILE = "run.json";

  /** A folder ready for a new run. */
  public static RunFolder create(Path path, boolean overwrite) throws IOException {
    return create(path, RUN_FILE, overwrite);
  }

  /**
   * A folder ready for new results.
   *
   * @param sign the file by which earlier results of the same kind are known
   * @param overwrite whether those may be removed from it
   * @throws IllegalArgumentException if it is not empty, or cannot be written to
   */
  public static RunFolder create(Path path, String sign, boolean overwrite) throws IOException {
    RunFolder folder = new RunFolder(path);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          path + " is a file\n  fix: choose another folder with --out");
    }
    if (Files.isDirectory(path) && !isEmpty(path)) {
      if (!overwrite) {
        throw new IllegalArgumentException(
            "the folder "
                + path
                + " is not empty\n  fix: choose another with --out, or replace what an earlier command left with --overwrite");
      }
      if (!Files.exists(path.resolve(sign))) {
        throw new IllegalArgumentException(
            "the folder "
                + path
                + " holds something else: it has no "
                + sign
                + ", so it is not overwritten\n  fix: choose another with --out");
      }
      clear(path);
    }
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "gan", ".probe"));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot write to the folder %s (%s)\n  fix: choose another with --out"
              .formatted(path, e.getClass().getSimpleName() + ": " + e.getMessage()),
          e);
    }
    return folder;
  }

  /** What was run, and how it went. */
  public Path runFile() {
    return path.resolve(RUN_FILE);
  }

  /** All losses over time. */
  Path losses() {
    return path.resolve("losses.csv");
  }

  /** What {@code gan sample} draws from. */
  public Path weights() {
    return path.resolve("generator.safetensors");
  }

  /** Every variable. */
  Path allWeights() {
    return path.resolve("checkpoint.safetensors");
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  private static void clear(Path path) throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(path)) {
      inside = files.filter(file -> !file.equals(path)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }
}
