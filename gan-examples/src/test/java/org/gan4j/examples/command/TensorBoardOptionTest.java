package org.gan4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardOptionTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private int gan(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int train(Path run, Path logs) {
    return gan(
        "train",
        "quadratic",
        "--iterations",
        "21",
        "--batch",
        "32",
        "--out",
        run.toString(),
        "--tensorboard",
        logs.toString());
  }

  private static List<Path> files(Path logs) throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files.sorted().toList();
    }
  }

  @Test
  void aRunIsAFolderOfItsNameWithLossesAndPictures() throws IOException {
    Path logs = folder.resolve("logs");
    Path run = folder.resolve("run");
    assertThat(train(run, logs)).as(err.toString()).isZero();
    assertThat(files(logs)).containsExactly(logs.resolve("run"));
    List<Path> events = files(logs.resolve("run"));
    assertThat(events).hasSize(1);
    String content = Files.readString(events.get(0), StandardCharsets.ISO_8859_1);
    assertThat(content).contains("loss/discriminator", "loss/generator", "samples", "PNG");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aResumedRunGoesOnInItsFolder() throws IOException {
    Path logs = folder.resolve("logs");
    Path run = folder.resolve("run");
    train(run, logs);
    assertThat(
            gan("resume", run.toString(), "--iterations", "31", "--tensorboard", logs.toString()))
        .as(err.toString())
        .isZero();
    assertThat(files(logs.resolve("run"))).hasSize(2);
  }

  @Test
  void aFolderThatCannotBeMadeIsAWarning() throws IOException {
    Path logs = Files.createFile(folder.resolve("logs"));
    Path run = folder.resolve("run");
    assertThat(train(run, logs)).isEqualTo(1);
    assertThat(err.toString())
        .contains("gan: warning: cannot write to the TensorBoard folder " + logs.resolve("run"))
        .doesNotContain("\tat ");
    assertThat(run.resolve("report.html")).isNotEmptyFile();
  }
}
