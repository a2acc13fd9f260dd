package org.gan4j.examples.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Checkpoints;

/** The folder that a run leaves. */
public record RunFolder(Path path) {
  private static final String RUN_FILE = "run.json";

  /** The locked folder, ready for a new run. */
  static RunFolder create(RunLock lock, boolean overwrite) throws IOException {
    return create(lock.folder(), RUN_FILE, overwrite);
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
    requireFolder(path);
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
      clear(path, sign);
    }
    return folder;
  }

  /**
   * Makes a folder if there is none.
   *
   * @throws IllegalArgumentException if it is a file, or cannot be written to
   */
  public static void requireFolder(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          path + " is a file\n  fix: choose another folder with --out");
    }
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, ".gan", ".probe"));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot write to the folder %s (%s)\n  fix: choose another with --out"
              .formatted(path, e.getClass().getSimpleName() + ": " + e.getMessage()),
          e);
    }
  }

  /** What was run, and how it went. */
  public Path runFile() {
    return path.resolve(RUN_FILE);
  }

  /** All losses over time. */
  Path losses() {
    return path.resolve("losses.csv");
  }

  /** What a finished run stored for {@code gan sample}. */
  public Path weights() {
    return path.resolve("generator.safetensors");
  }

  /**
   * What {@code gan sample} draws from: the stored weights of a run that is done, otherwise its
   * newest whole checkpoint.
   *
   * @throws BadDataException if there is none
   */
  Path newestWeights(RunStatus status) throws IOException {
    if (status == RunStatus.DONE && Files.exists(weights())) {
      return weights();
    }
    for (Path checkpoint : Checkpoints.files(checkpoints())) {
      if (isWhole(checkpoint)) {
        return checkpoint;
      }
    }
    if (Files.exists(weights())) {
      return weights();
    }
    throw new BadDataException(
        "the run in %s left no weights: it ended before its first checkpoint\n  fix: train again, or go on with: gan resume %s"
            .formatted(path, path));
  }

  private static boolean isWhole(Path checkpoint) {
    try {
      Checkpoint.read(checkpoint);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Every variable, at some iterations. */
  Path checkpoints() {
    return path.resolve("checkpoints");
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.allMatch(RunFolder::isLock);
    }
  }

  private static boolean isLock(Path file) {
    return file.endsWith(RunLock.FILE);
  }

  /** Removes everything, last of all the sign by which the folder is known as ours. */
  private static void clear(Path path, String sign) throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(path)) {
      inside =
          files
              .filter(file -> !file.equals(path) && !isLock(file))
              .sorted(Comparator.reverseOrder())
              .sorted(Comparator.comparing(file -> file.equals(path.resolve(sign))))
              .toList();
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }
}
