package org.gan4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, partial -> Files.writeString(partial, text));
  }

  private static void failHalfway(Path file) throws IOException {
    AtomicFile.write(
        file,
        partial -> {
          Files.writeString(partial, "half");
          throw new IOException("No space left on device");
        });
  }

  @Test
  void aFailureOfTheFirstWriteLeavesNothing() {
    Path file = folder.resolve("file");
    assertThatIOException()
        .isThrownBy(() -> failHalfway(file))
        .withMessage("cannot write " + file + ": No space left on device");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFailureKeepsWhatWasThereAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("file");
    write(file, "before");
    assertThatIOException().isThrownBy(() -> failHalfway(file));
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void whatIsWrittenDurablyIsWrittenAlsoByAnInterruptedThread() throws IOException {
    Path file = folder.resolve("file");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.writeDurably(file, partial -> Files.writeString(partial, "text"));
    } finally {
      assertThat(Thread.interrupted()).as("it is still interrupted").isTrue();
    }
    assertThat(file).hasContent("text");
  }

  /** Of 600 writes 48 failed when all had one name for the partial file. */
  @Test
  void whoWritesOneFileAtTheSameTimeLeavesOneWholeFile() throws Exception {
    Path file = folder.resolve("file");
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Void>> writes =
          IntStream.range(0, 600)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        write(file, String.valueOf((char) ('a' + i % 26)).repeat(10_000));
                        return null;
                      })
              .toList();
      for (Future<Void> write : threads.invokeAll(writes)) {
        write.get();
      }
    } finally {
      threads.shutdown();
    }
    String written = Files.readString(file);
    assertThat(written).hasSize(10_000);
    assertThat(written.chars().distinct().count()).isOne();
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path file = elsewhere.resolve("file");
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("file"));
    Path linkToLink = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere/link"));
    for (String text : List.of("the file is made", "and replaced")) {
      write(linkToLink, text);
      assertThat(link).isSymbolicLink();
      assertThat(linkToLink).isSymbolicLink();
      assertThat(file).hasContent(text).isRegularFile();
    }
    assertThat(elsewhere.toFile().list()).containsExactlyInAnyOrder("file", "link");
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path one = folder.resolve("one");
    Files.createSymbolicLink(one, folder.resolve("two"));
    Files.createSymbolicLink(folder.resolve("two"), one);
    assertThatIOException()
        .isThrownBy(() -> write(one, "text"))
        .withMessage("cannot write " + one + ": it is a symbolic link that leads in a circle");
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatIOException()
        .isThrownBy(() -> write(empty, "text"))
        .withMessage("cannot write " + empty + ": it is a folder");
    assertThat(empty).isDirectory();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDeviceIsNotReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
    for (Path device : List.of(Path.of("/dev/null"), link)) {
      assertThatIOException()
          .isThrownBy(() -> write(device, "text"))
          .withMessage("cannot write " + device + ": it is a device or pipe, not a file");
    }
    assertThat(link).isSymbolicLink();
    Files.delete(link);
  }

  @Test
  void aMissingFolderIsSaid() {
    Path missing = folder.resolve("missing");
    assertThatIOException()
        .isThrownBy(() -> write(missing.resolve("file"), "text"))
        .withMessage("cannot write " + missing.resolve("file") + ": there is no folder " + missing);
  }

  /** What the disk has no space for, from the system itself. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskNamesTheFile() throws IOException {
    Path file = folder.resolve("file");
    write(file, "before");
    assertThatIOException()
        .isThrownBy(
            () -> AtomicFile.write(file, partial -> Files.writeString(Path.of("/dev/full"), "x")))
        .withMessage("cannot write " + file + ": No space left on device");
    assertThat(file).hasContent("before");
  }

  @Test
  void whatKilledProcessesLeftIsRemoved() throws Exception {
    Path file = folder.resolve("file");
    long own = ProcessHandle.current().pid();
    Path dead = partial("file." + deadProcess() + "-1.partial");
    Path ofAnEarlierProcess = partial("file." + own + "-77.partial");
    Files.setLastModifiedTime(ofAnEarlierProcess, FileTime.from(start(own).minusSeconds(60)));
    Path alive = partial("file." + own + "-78.partial");
    Path ofAnotherFile = partial("files." + deadProcess() + "-1.partial");
    Path download = partial("file.partial");
    write(file, "text");
    assertThat(dead).doesNotExist();
    assertThat(ofAnEarlierProcess).doesNotExist();
    assertThat(alive).exists();
    assertThat(ofAnotherFile).exists();
    assertThat(download).exists();
  }

  private Path partial(String name) throws IOException {
    return Files.createFile(folder.resolve(name));
  }

  private static Instant start(long process) {
    var start = ProcessHandle.of(process).flatMap(handle -> handle.info().startInstant());
    assumeTrue(start.isPresent(), "this system tells no process's start");
    return start.orElseThrow();
  }

  private static long deadProcess() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "--version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return process.pid();
  }
}
