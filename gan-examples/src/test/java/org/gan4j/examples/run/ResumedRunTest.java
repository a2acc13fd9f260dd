package org.gan4j.examples.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.TrainingDivergedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs that end in any way, and what can be made of them afterwards. */
class ResumedRunTest {
  private static final PainterExperiment PAINTER = new PainterExperiment();
  private static final Experiments EXPERIMENTS = Experiments.of(PAINTER);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();
  private final PrintWriter terminal = new PrintWriter(said, true);

  private Path whole() throws IOException {
    Path run = folder.resolve("whole");
    assertThat(train(run, "--iterations", "25")).isEqualTo(ExitCode.DONE);
    return run;
  }

  private int train(Path to, String... arguments) throws IOException {
    RunOptions run = new RunOptions();
    new CommandLine(CommandSpec.forAnnotatedObject(run)).parseArgs(arguments);
    return TrainingRun.of(PAINTER, PAINTER.options(), run, terminal, terminal)
        .start(to, run.overwrites());
  }

  private static StoredRun<?> stored(Path run) throws IOException {
    return StoredRun.read(new RunFolder(run), EXPERIMENTS);
  }

  private int resume(Path run, int iterations) throws IOException {
    StoredRun<?> stored = stored(run);
    return stored.resume(
        iterations, null, stored.engine(), CheckpointChoice.USUAL, null, terminal, terminal);
  }

  private static JsonNode json(Path run) throws IOException {
    return JSON.readTree(run.resolve("run.json").toFile());
  }

  private static void edit(Path run, Consumer<ObjectNode> change) throws IOException {
    ObjectNode file = (ObjectNode) json(run);
    change.accept(file);
    JSON.writeValue(run.resolve("run.json").toFile(), file);
  }

  /** All that a run makes which has no times in it, by name. */
  private static Map<String, List<Byte>> results(Path run) throws IOException {
    Map<String, List<Byte>> results = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (name.matches(".*\\.(png|gif|csv)")) {
          byte[] bytes = Files.readAllBytes(file);
          results.put(name, List.of(bytes.length == 0 ? new Byte[0] : boxed(bytes)));
        }
      }
    }
    return results;
  }

  private static Byte[] boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return boxed;
  }

  @Test
  void aRunThatGoesOnLeavesWhatAnUninterruptedOneLeaves() throws IOException {
    Path whole = whole();
    Path run = folder.resolve("run");
    train(run, "--iterations", "13");
    assertThat(resume(run, 25)).isEqualTo(ExitCode.DONE);
    assertThat(results(run)).isEqualTo(results(whole));
    assertThat(json(run).at("/metricsOverTime")).isEqualTo(json(whole).at("/metricsOverTime"));
    assertThat(json(run).at("/status").asText()).isEqualTo("done");
    assertThat(json(run).at("/settings")).isEqualTo(json(whole).at("/settings"));
    assertThat(json(run).at("/resumed/0/iteration").asInt()).isEqualTo(13);
  }

  @Test
  void aRunThatWasKilledGoesOnFromItsNewestCheckpoint() throws IOException {
    Path whole = whole();
    Path run = folder.resolve("run");
    train(run, "--iterations", "25", "--checkpoint-every", "10");
    Files.delete(run.resolve("checkpoints/iteration_25.safetensors"));
    for (String lost :
        new String[] {"report.html", "paintings.gif", "paintings/iteration_24.png"}) {
      Files.delete(run.resolve(lost));
    }
    edit(run, file -> file.put("status", "running"));
    assertThat(resume(run, 25)).isEqualTo(ExitCode.DONE);
    assertThat(results(run)).isEqualTo(results(whole));
    assertThat(json(run).at("/resumed/0/iteration").asInt()).isEqualTo(20);
  }

  @Test
  void aRunWithoutACheckpointBeginsAgain() throws IOException {
    Path whole = whole();
    Path run = folder.resolve("run");
    train(run, "--iterations", "25");
    Files.delete(run.resolve("checkpoints/iteration_25.safetensors"));
    assertThat(resume(run, 25)).isEqualTo(ExitCode.DONE);
    assertThat(results(run)).isEqualTo(results(whole));
  }

  @Test
  void theBestRunByAMetricIsKept() throws IOException {
    Path run = folder.resolve("run");
    train(
        run, "--iterations", "1001", "--keep-best", "highest:blackness", "--keep-checkpoints", "1");
    assertThat(run.resolve("checkpoints/best.safetensors")).isNotEmptyFile();
    assertThat(Checkpoint.read(run.resolve("checkpoints/best.safetensors")).notes())
        .containsKey("best.blackness");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(run, "--keep-best", "blackness"))
        .withMessageContaining("lowest:METRIC or highest:METRIC, not blackness");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> train(folder.resolve("other"), "--iterations", "1001", "--keep-best", "lowest:x"))
        .withMessageContaining("no metric \"x\"")
        .withMessageContaining("blackness");
  }

  @Test
  void aReportIsMadeAgain() throws IOException {
    Path run = whole();
    Map<String, List<Byte>> before = results(run);
    for (String name : before.keySet()) {
      if (!name.equals("losses.csv")) {
        Files.delete(run.resolve(name));
      }
    }
    Files.delete(run.resolve("report.html"));
    assertThat(stored(run).report(null, terminal, terminal)).isEqualTo(ExitCode.DONE);
    assertThat(results(run)).isEqualTo(before);
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    assertThat(json(run).at("/resumed")).isEmpty();
  }

  @Test
  void aReportThatCannotBeWrittenCostsNothingElse() throws IOException {
    Path run = folder.resolve("run");
    Files.createDirectories(folder.resolve("file"));
    train(run, "--iterations", "12");
    Files.delete(run.resolve("report.html"));
    Files.createDirectories(run.resolve("report.html/in the way"));
    assertThat(resume(run, 25)).isEqualTo(ExitCode.FAILED);
    assertThat(json(run).at("/status").asText()).isEqualTo("done");
    assertThat(said.toString())
        .contains("gan: warning: pictures and report are not complete")
        .contains("gan report " + run);
    Files.delete(run.resolve("report.html/in the way"));
    Files.delete(run.resolve("report.html"));
    assertThat(stored(run).report(null, terminal, terminal)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aDivergedRunSaysSoAndCanBeReplaced() throws IOException {
    Path run = folder.resolve("run");
    PainterExperiment.Canvas wild = new PainterExperiment.Canvas(1e30, 25, 0);
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(
            () ->
                TrainingRun.of(
                        PAINTER,
                        wild,
                        new Engine("jvm", 0, "", Map.of()),
                        CheckpointChoice.USUAL,
                        null,
                        terminal,
                        terminal)
                    .start(run, false));
    assertThat(json(run).at("/status").asText()).isEqualTo("diverged");
    assertThat(json(run).at("/reason").asText()).contains("training diverged in iteration");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> stored(run).weights())
        .withMessageContaining("left no weights: it ended before its first checkpoint");
    assertThat(train(run, "--iterations", "25", "--overwrite")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void oneFolderHasOneRun() throws IOException {
    Path run = folder.resolve("run");
    try (RunLock lock = RunLock.of(run)) {
      assertThat(RunLock.isHeld(lock.folder())).isTrue();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> train(run, "--iterations", "25"))
          .withMessageContaining("another run works in " + run)
          .withMessageContaining("process " + ProcessHandle.current().pid());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> train(run, "--iterations", "25", "--overwrite"));
    }
    assertThat(RunLock.isHeld(run)).isFalse();
    assertThat(run).isEmptyDirectory();
    assertThat(train(run, "--iterations", "25")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aLockFileOfAProcessThatDiedLocksNothing() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve(RunLock.FILE), "1\nsomebody");
    assertThat(RunLock.isHeld(run)).isFalse();
    assertThat(train(run, "--iterations", "25")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatGanDidNotMakeIsNotReplaced() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "years of work");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(mine, "--iterations", "25", "--overwrite"))
        .withMessageContaining("holds something else");
    assertThat(mine.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void otherSettingsAndDamagedCheckpointsAreNamed() throws IOException {
    Path run = whole();
    edit(run, file -> file.withObject("/settings").put("learningRate", 0.2));
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> resume(run, 30))
        .withMessageContaining("run.json says learningRate 0.2, and the checkpoint 0.1");
    edit(run, file -> file.withObject("/settings").put("learningRate", 0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(run, 24))
        .withMessageContaining("25 iterations are done already");
    Files.write(run.resolve("checkpoints/iteration_25.safetensors"), new byte[100]);
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> resume(run, 30))
        .withMessageContaining("iteration_25.safetensors")
        .withMessageContaining("fix: remove it");
  }

  @Test
  void anotherBackendGoesOnAndIsNoted() throws IOException {
    Path run = whole();
    StoredRun<?> stored = stored(run);
    assertThat(
            stored.resume(
                30,
                null,
                new Engine("reference", 0, "", Map.of()),
                CheckpointChoice.USUAL,
                null,
                terminal,
                terminal))
        .isEqualTo(ExitCode.DONE);
    assertThat(json(run).at("/resumed/0/backend").asText()).isEqualTo("reference");
    assertThat(json(run).at("/resumed/0/warnings/0").asText()).contains("with other rounding");
    assertThat(said.toString()).contains("gan: warning: the run was on pure Java");
  }

  @Test
  void damagedRunFilesAreRefusedWithTheReason() throws IOException {
    Path run = whole();
    byte[] sound = Files.readAllBytes(run.resolve("run.json"));
    Map<String, Consumer<ObjectNode>> damages =
        Map.of(
            "learningRate", file -> file.withObject("/settings").remove("learningRate"),
            "null", file -> file.withObject("/settings").putNull("iterations"),
            "String", file -> file.withObject("/settings").put("iterations", "25"),
            "brush", file -> file.withObject("/settings").put("brush", 3),
            "settings", file -> file.putNull("settings"),
            "status", file -> file.put("status", 2));
    for (Map.Entry<String, Consumer<ObjectNode>> damage : damages.entrySet()) {
      edit(run, damage.getValue());
      assertThatExceptionOfType(BadDataException.class)
          .as(damage.getKey())
          .isThrownBy(() -> stored(run))
          .withMessageContaining("run.json is damaged")
          .withMessageContaining(damage.getKey());
      Files.write(run.resolve("run.json"), sound);
    }
    Files.writeString(run.resolve("run.json"), new String(sound, UTF_8) + " more");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> stored(run))
        .withMessageContaining("run.json is damaged");
  }
}
