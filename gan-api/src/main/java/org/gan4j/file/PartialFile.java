package org.gan4j.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that is written beside another one before it takes its place. Its name is that of the
 * other with the process and the number of the call, so that two who write one file do not meet.
 */
final class PartialFile {
  private static final AtomicLong WRITTEN = new AtomicLong();
  private static final Pattern SUFFIX = Pattern.compile("\\.(\\d{1,18})-\\d+\\.partial");

  /** The start of a process is known to the second, as long as nobody sets the clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  private PartialFile() {}

  /** A new one. */
  static Path of(Path target) {
    long process = ProcessHandle.current().pid();
    long call = WRITTEN.incrementAndGet();
    return target.resolveSibling(target.getFileName() + "." + process + "-" + call + ".partial");
  }

  /**
   * Removes those that processes left which were killed while they wrote this target. That is no
   * more than tidy: what cannot be removed stays.
   */
  static void removeStale(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    String name = String.valueOf(target.getFileName());
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, file -> isStale(file, name))) {
      for (Path stale : found) {
        Files.deleteIfExists(stale);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return;
    }
  }

  private static boolean isStale(Path file, String targetName) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!name.startsWith(targetName)) {
      return false;
    }
    Matcher suffix = SUFFIX.matcher(name.substring(targetName.length()));
    return suffix.matches() && !mayBeWritten(file, Long.parseLong(suffix.group(1)));
  }

  /** Numbers of processes come again: in a container each gan may be the first. */
  private static boolean mayBeWritten(Path file, long process) throws IOException {
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(
            running ->
                running
                    .info()
                    .startInstant()
                    .map(start -> start.isBefore(modified.plus(TOLERANCE)))
                    .orElse(true))
        .isPresent();
  }
}
