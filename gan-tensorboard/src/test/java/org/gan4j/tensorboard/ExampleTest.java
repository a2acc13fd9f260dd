package org.gan4j.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import example.WatchedInTensorBoard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
  @TempDir private Path folder;

  @Test
  void theExampleLogs() throws IOException {
    WatchedInTensorBoard.main(new String[] {folder.toString()});
    List<Path> files = Events.files(folder.resolve("parabola"));
    assertThat(files).hasSize(1);
    assertThat(Files.readString(files.get(0), StandardCharsets.ISO_8859_1))
        .contains("loss/generator", "samples", "generator/dense1/kernel");
  }
}
