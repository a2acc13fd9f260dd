package org.gan4j.examples.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder to one process: a lock of the operating system on a hidden file, which goes with
 * the process, however that ends.
 */
public final class RunLock implements AutoCloseable {
  /** The hidden file. */
  static final String FILE = ".gan.lock";

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a folder, which it makes if it is not there.
   *
   * @throws IllegalArgumentException if another run has it
   */
  public static RunLock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (tryLock(channel) == null) {
          throw new IllegalArgumentException(
              "another run works in %s%s\n  fix: choose another folder, or wait until it is done"
                  .formatted(folder, owner(file)));
        }
        String owner = ProcessHandle.current().pid() + "\n" + UUID.randomUUID();
        channel.truncate(0).write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
        // Whoever had the lock may have removed this file just before.
        if (Files.exists(file) && Files.readString(file).equals(owner)) {
          return new RunLock(file, channel);
        }
        channel.close();
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** Whether a run has a folder now. */
  public static boolean isHeld(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return tryLock(channel) == null;
    }
  }

  /** The folder that is locked. */
  public Path folder() {
    return file.resolveSibling("");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String owner(Path file) {
    try {
      return Files.readString(file).lines().findFirst().map(pid -> ": process " + pid).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
