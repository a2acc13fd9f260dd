package org.gan4j.examples.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gan4j.examples.command.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int compare(String... arguments) {
    return compareOf("quadratic", arguments);
  }

  private int compareOf(String experiment, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "compare";
    all[1] = experiment;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  @Test
  void anyExperimentIsComparedWithItsOwnOptions() throws Exception {
    Path data = Files.createDirectory(folder.resolve("mine"));
    ImageIO.write(
        new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB),
        "png",
        data.resolve("black.png").toFile());
    Path to = folder.resolve("comparison");
    int code =
        compareOf(
            "images",
            "--backends",
            "jvm",
            "--seeds",
            "1",
            "--iterations",
            "1",
            "--data",
            "" + data,
            "--channels",
            "2",
            "--batch",
            "2",
            "--out",
            "" + to);
    assertThat(err.toString()).isEmpty();
    assertThat(code).as(out.toString()).isZero();
    JsonNode json = new ObjectMapper().readTree(to.resolve("compare.json").toFile());
    assertThat(json.at("/settings/channels").asText()).isEqualTo("2");
    JsonNode run = json.at("/backends/0/runs/0");
    assertThat(run.get("picture").asText()).startsWith("data:image/png;base64,");
    assertThat(run.at("/losses/0/discriminator").asDouble()).isPositive();
    assertThat(json.at("/drifts/0/differences/0/losses").asDouble()).isBetween(0.0, 1e-4);
  }

  @Test
  void aBackendThatFailsIsARowThatSaysWhyAndTheOthersGoOn() throws Exception {
    Path to = folder.resolve("comparison");
    int code =
        compare("--backends", "broken,jvm", "--seeds", "2", "--iterations", "12", "--out", "" + to);
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    String reason =
        "backend broken: its engine did not load: java.lang.UnsatisfiedLinkError: no engine in"
            + " java.library.path";
    assertThat(out.toString()).contains("| `broken` | failed: " + reason + " |", "| `jvm` | ");

    JsonNode json = new ObjectMapper().readTree(to.resolve("compare.json").toFile());
    assertThat(json.at("/backends/0/runs")).isEmpty();
    assertThat(json.at("/backends/0/failures/1/reason").asText()).startsWith(reason);
    JsonNode run = json.at("/backends/1/runs/1");
    assertThat(run.get("stepsPerSecond").asDouble()).isPositive();
    assertThat(run.get("secondsToFirstStep").asDouble()).isPositive();
    assertThat(run.get("metrics").get("withinBand").asDouble()).isBetween(0.0, 1.0);
    JsonNode drift = json.at("/drifts/0");
    assertThat(drift.get("backend").asText()).isEqualTo("jvm");
    assertThat(drift.get("against").asText()).isEqualTo("reference");
    assertThat(drift.get("differences")).hasSize(12);
    assertThat(drift.at("/differences/0/parameters").asDouble()).isBetween(1e-12, 1e-5);
    assertThat(drift.get("partedAt").isNull()).isTrue();
    assertThat(Files.readString(to.resolve("compare.html"))).contains("\"broken\"");
    assertThat(Files.readAllLines(to.resolve("compare.csv"))).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void ifEveryBackendFailsSoDoesTheCommand() {
    String to = folder.resolve("failed").toString();
    assertThat(compare("--backends", "broken", "--seeds", "1", "--iterations", "1", "--out", to))
        .isEqualTo(1);
  }

  @Test
  void badUsageIsSaidBeforeAnythingRuns() {
    String to = folder.resolve("none").toString();
    assertThat(compare("--backends", "jvm,typo", "--out", to)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no backend \"typo\"");
    assertThat(compare("--backends", "jvm", "--seeds", "0", "--out", to)).isEqualTo(2);
    assertThat(Path.of(to)).doesNotExist();
  }
}
