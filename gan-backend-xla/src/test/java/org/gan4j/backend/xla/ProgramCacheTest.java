package org.gan4j.backend.xla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCacheTest {
  private static final byte[] PROGRAM = {1, 2, 3};

  @TempDir private Path folder;

  private ProgramCache cache(String circumstances) {
    return new ProgramCache(folder.resolve("programs"), circumstances);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("programs"))) {
      return files.toList();
    }
  }

  @Test
  void aProgramIsFoundByItsTextUnderTheSameCircumstances() {
    assertThat(cache("cpu").get("module")).isEmpty();
    cache("cpu").put("module", PROGRAM);
    assertThat(cache("cpu").get("module")).contains(PROGRAM);
    assertThat(cache("cpu").get("module2")).isEmpty();
    assertThat(cache("other cpu").get("module")).isEmpty();
  }

  @Test
  void aDamagedFileIsAsGoodAsNone() throws IOException {
    cache("cpu").put("module", PROGRAM);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThat(cache("cpu").get("module")).as("byte %s", i).isEmpty();
      Files.write(file, java.util.Arrays.copyOf(whole, i));
      assertThat(cache("cpu").get("module")).as("cut at %s", i).isEmpty();
    }
  }

  @Test
  void whereNothingCanBeWrittenNothingIsKept() throws IOException {
    Files.createFile(folder.resolve("programs"));
    cache("cpu").put("module", PROGRAM);
    assertThat(cache("cpu").get("module")).isEmpty();
    assertThat(folder.resolve("programs")).isEmptyFile();
  }

  @Test
  void whatNobodyUsedForAMonthIsRemoved() throws IOException {
    cache("cpu").put("old", PROGRAM);
    cache("cpu").put("used", PROGRAM);
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
    }
    assertThat(cache("cpu").get("used")).contains(PROGRAM);
    cache("cpu").put("new", PROGRAM);
    assertThat(cache("cpu").get("old")).isEmpty();
    assertThat(cache("cpu").get("used")).contains(PROGRAM);
    assertThat(cache("cpu").get("new")).contains(PROGRAM);
  }
}
