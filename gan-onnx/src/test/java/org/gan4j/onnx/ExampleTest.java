package org.gan4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import example.ExportToOnnx;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
  @TempDir private Path folder;

  @Test
  void theExampleExportsAndRuns() throws Exception {
    Path file = folder.resolve("generator.onnx");
    ExportToOnnx.main(new String[] {file.toString()});
    assertThat(file).isNotEmptyFile();
  }
}
