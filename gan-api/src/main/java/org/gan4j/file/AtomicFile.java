package org.gan4j.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that appear under their name only when they are whole. Whoever reads the name sees the old
 * file or the new one, also while several threads or processes write it.
 *
 * <pre>{@code
 * AtomicFile.write(path, file -> Files.writeString(file, text));
 * }</pre>
 *
 * <p>A symbolic link is followed: the file that it points to is replaced. What is no regular file,
 * such as a folder, a device or a pipe, is refused.
 */
public final class AtomicFile {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes it to a new file, which is moved to its place afterwards. */
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes a file, and replaces one that is there. If the content cannot be written, the old file
   * stays as it was and nothing else is left. What an earlier process left, because it was killed
   * while it wrote this file, is removed.
   *
   * <p>After a loss of power the file may be there and empty: see {@link #writeDurably}.
   *
   * @throws IOException if the content throws it, or the file cannot be put in its place; the
   *     message names the file
   */
  public static void write(Path path, Content content) throws IOException {
    write(path, content, /* durably= */ false);
  }

  /**
   * Writes a file as {@link #write} does, and returns only when it is on the disk: after a loss of
   * power the name shows the old file or the new one, both whole.
   *
   * @throws IOException as {@link #write}
   */
  public static void writeDurably(Path path, Content content) throws IOException {
    write(path, content, /* durably= */ true);
  }

  private static void write(Path path, Content content, boolean durably) throws IOException {
    try {
      Path target = target(path);
      PartialFile.removeStale(target);
      replace(target, content, durably);
    } catch (IOException e) {
      throw new IOException("cannot write %s: %s".formatted(path, reason(e, path)), e);
    }
  }

  private static void replace(Path target, Content content, boolean durably) throws IOException {
    Path partial = PartialFile.of(target);
    try {
      content.writeTo(partial);
      if (durably) {
        sync(partial);
      }
      Files.move(
          partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(partial);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    if (durably) {
      SyncedFolder.sync(target.toAbsolutePath().getParent());
    }
  }

  /** Not by a channel, which an interrupt of this thread would close. */
  private static void sync(Path file) throws IOException {
    try (FileOutputStream open = new FileOutputStream(file.toFile(), /* append= */ true)) {
      open.getFD().sync();
    }
  }

  /** The file that a path means in the end. */
  private static Path target(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IOException(
          Files.isDirectory(path) ? "it is a folder" : "it is a device or pipe, not a file");
    }
    Path target = path;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("it is a symbolic link that leads in a circle");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static String reason(IOException failure, Path path) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      Path folder = path.toAbsolutePath().getParent();
      return folder == null || Files.isDirectory(folder)
          ? "no file can be made there"
          : "there is no folder " + folder;
    }
    // The message of this kind names the partial file.
    String said =
        failure instanceof FileSystemException e && e.getReason() != null
            ? e.getReason()
            : failure.getMessage();
    return said == null ? failure.toString() : said;
  }
}
