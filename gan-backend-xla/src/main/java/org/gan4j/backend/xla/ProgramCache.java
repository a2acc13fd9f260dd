package org.gan4j.backend.xla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.file.AtomicFile;
import org.gan4j.file.Sha256;

/**
 * Compiled programs in a folder, for later processes. What goes wrong with it costs the time to
 * compile, nothing else. Programs that nobody used for long are removed when new ones come.
 */
final class ProgramCache {
  private static final Duration KEPT_UNUSED = Duration.ofDays(30);
  private static final int DIGEST_LENGTH = 32;
  private static final String ENDING = ".xla";

  private final Path folder;
  private final String circumstances;

  /**
   * A cache.
   *
   * @param circumstances all that a compiled program depends on beside its text
   */
  ProgramCache(Path folder, String circumstances) {
    this.folder = folder;
    this.circumstances = circumstances;
  }

  private Path file(String text) {
    MessageDigest digest = Sha256.newDigest();
    digest.update((circumstances + "\n" + text).getBytes(StandardCharsets.UTF_8));
    return folder.resolve(Sha256.digits(digest) + ENDING);
  }

  /** The compiled program of a text, if it is there and whole. */
  Optional<byte[]> get(String text) {
    Path file = file(text);
    try {
      byte[] all = Files.readAllBytes(file);
      if (all.length <= DIGEST_LENGTH) {
        return Optional.empty();
      }
      byte[] program = Arrays.copyOfRange(all, DIGEST_LENGTH, all.length);
      if (!Arrays.equals(
          Sha256.newDigest().digest(program), 0, DIGEST_LENGTH, all, 0, DIGEST_LENGTH)) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(program);
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** Keeps a compiled program, if that can be done. */
  void put(String text, byte[] program) {
    try {
      Files.createDirectories(folder);
      removeUnused();
      ByteBuffer all = ByteBuffer.allocate(DIGEST_LENGTH + program.length);
      all.put(Sha256.newDigest().digest(program)).put(program);
      AtomicFile.write(file(text), file -> Files.write(file, all.array()));
    } catch (IOException notKept) {
      // The next process compiles it again.
    }
  }

  private void removeUnused() throws IOException {
    Instant oldest = Instant.now().minus(KEPT_UNUSED);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> kept = files.filter(file -> file.toString().endsWith(ENDING)).toList();
      for (Path file : kept) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
