package org.gan4j.examples.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JsonTest {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsRefused() throws Exception {
    Path pipe = folder.resolve("run.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> Json.tree(pipe))
        .withMessageContaining("run.json");
    assertThatExceptionOfType(BadDataException.class).isThrownBy(() -> Json.read(pipe, Map.class));
  }

  @Test
  void aFolderIsRefused() {
    assertThatExceptionOfType(BadDataException.class).isThrownBy(() -> Json.tree(folder));
  }

  @Test
  void aLinkToAFileIsRead() throws Exception {
    Path file = folder.resolve("a.json");
    Json.write(file, Map.of("a", 1));
    Path link = Files.createSymbolicLink(folder.resolve("b.json"), file);
    assertThat(Json.tree(link).get("a").asInt()).isEqualTo(1);
  }
}
