package org.gan4j.examples.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gan4j.examples.command.Main;
import org.gan4j.examples.run.BadDataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ComparisonInterruptedTest {
  private static final String[] COMPARISON = {
    "compare", "quadratic", "--backends", "jvm,reference", "--seeds", "2", "--iterations", "8"
  };
  private static final List<String> TIMES =
      List.of("secondsToFirstStep", "stepsPerSecond", "peakMegabytes");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<ProcessHandle> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  /** Starts a comparison in a process of its own, and waits until its second training has begun. */
  private Process inTheMiddle(Path to) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(COMPARISON));
    command.addAll(List.of("--out", to.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    processes.add(process.toHandle());
    waitUntil(() -> Files.exists(to.resolve("logs/reference-0.log")));
    waitUntil(() -> process.descendants().findAny().isPresent());
    process.descendants().forEach(processes::add);
    assertThat(processes).hasSize(2);
    return process;
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void waitUntil(Condition condition) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (!condition.holds()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }

  private int resume(Path path) throws IOException, InterruptedException {
    PrintWriter outWriter = new PrintWriter(out, true);
    return CompareCommand.resume(
        path, Main.EXPERIMENTS, Main.class, outWriter, new PrintWriter(err, true));
  }

  private int execute(Path to, String... more) {
    List<String> command = new ArrayList<>(List.of(COMPARISON));
    command.addAll(List.of("--out", to.toString()));
    command.addAll(List.of(more));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(command.toArray(String[]::new));
  }

  private static JsonNode comparison(Path path) throws IOException {
    return new ObjectMapper().readTree(path.resolve("compare.json").toFile());
  }

  private static JsonNode withoutTimes(Path path) throws IOException {
    JsonNode comparison = comparison(path);
    comparison.findParents("stepsPerSecond").forEach(run -> ((ObjectNode) run).remove(TIMES));
    return comparison;
  }

  @Test
  void afterItWasKilledItsTrainingEndsAndItIsContinuedToTheSameResult() throws Exception {
    Path killed = folder.resolve("killed");
    inTheMiddle(killed).destroyForcibly().waitFor();
    waitUntil(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(killed.resolve("measurements/reference-0.json")).doesNotExist();
    assertThat(comparison(killed).get("state").asText()).isEqualTo("running");
    assertThat(comparison(killed).at("/backends/0/runs")).hasSize(1);
    assertThat(Files.readAllLines(killed.resolve("compare.csv"))).hasSize(2);

    assertThat(resume(killed)).as(out + " " + err).isZero();
    assertThat(out.toString())
        .containsOnlyOnce("measured before")
        .contains("jvm, seed 0\n  measured before");
    assertThat(killed.resolve("measurements")).doesNotExist();

    Path whole = folder.resolve("whole");
    assertThat(execute(whole)).isZero();
    assertThat(comparison(killed).get("state").asText()).isEqualTo("done");
    assertThat(withoutTimes(killed).equals(withoutTimes(whole))).isTrue();

    assertThat(resume(killed)).isZero();
    assertThat(out.toString()).contains("Nothing to continue");
  }

  @Test
  void whatWasMeasuredUntilItIsToldToStopIsReported() throws Exception {
    Path stopped = folder.resolve("stopped");
    Process process = inTheMiddle(stopped);
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(comparison(stopped).get("state").asText()).isEqualTo("interrupted");
    assertThat(comparison(stopped).at("/backends/0/runs")).hasSize(1);
    assertThat(comparison(stopped).at("/backends/1/failures")).isEmpty();

    assertThat(execute(stopped)).isEqualTo(2);
    assertThat(execute(stopped, "--overwrite")).as(out + " " + err).isZero();
    assertThat(comparison(stopped).get("state").asText()).isEqualTo("done");
  }

  @Test
  void whatItsTrainingIsToldCountsForIt() throws Exception {
    Process process = inTheMiddle(folder.resolve("stopped"));
    process.descendants().forEach(ProcessHandle::destroy);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void aDamagedPlanIsNamed() throws Exception {
    Path damaged = folder.resolve("damaged");
    Path plan = Files.createDirectories(damaged.resolve("measurements")).resolve("plan.json");
    for (String json :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"experiment\": \"quadratic\"}",
            "{\"experiment\": \"quadratic\", \"backends\": [null], \"seeds\": 1, \"circumstances\": {}}")) {
      Files.writeString(plan, json);
      assertThatThrownBy(() -> resume(damaged))
          .as(json)
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("plan.json is damaged");
    }
  }
}
