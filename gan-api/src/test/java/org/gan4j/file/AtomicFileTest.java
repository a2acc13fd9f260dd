package org.gan4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void aFailureOfTheFirstWriteLeavesNothing() {
    assertThatIOException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    folder.resolve("file"),
                    partial -> {
                      Files.writeString(partial, "half");
                      throw new IOException("disk full");
                    }));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFailureKeepsWhatWasThereAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, partial -> Files.writeString(partial, "before"));
    assertThatIOException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    partial -> {
                      Files.writeString(partial, "half");
                      throw new IOException("disk full");
                    }))
        .withMessage("disk full");
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void whoWritesOneFileAtTheSameTimeLeavesOneWholeFile() throws IOException {
    Path file = folder.resolve("file");
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              String text = String.valueOf((char) ('a' + i % 26));
              try {
                AtomicFile.write(file, partial -> Files.writeString(partial, text.repeat(10_000)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    String written = Files.readString(file);
    assertThat(written).hasSize(10_000);
    assertThat(written.chars().distinct().count()).isOne();
    assertThat(folder.toFile().list()).containsExactly("file");
  }
}
