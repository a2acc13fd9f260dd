package org.gan4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line's contract: what it leaves, what it says, and its exit codes. */
class GanCommandTest {
  @TempDir private Path folder;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void startSilent() {
    out = new StringWriter();
    err = new StringWriter();
  }

  private int gan(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int train(Path to, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "quadratic", "--iterations", "21", "--batch", "32", "--out"));
    arguments.add(to.toString());
    arguments.addAll(List.of(more));
    return gan(arguments.toArray(new String[0]));
  }

  @Test
  void aRunLeavesEverythingThatIsPromised() throws Exception {
    Path run = folder.resolve("run");
    assertThat(train(run, "--seed", "5")).isZero();
    assertThat(err.toString()).isEmpty();
    for (String file :
        List.of(
            "run.json",
            "losses.csv",
            "training_loss.png",
            "samples/iteration_0.png",
            "samples/iteration_20.png",
            "features/feature_transform_0.png",
            "features/feature_transform_centroid_20.png",
            "samples.gif",
            "features.gif",
            "centroids.gif",
            "generator.safetensors",
            "report.html")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(json.at("/seed").asLong()).isEqualTo(5);
    assertThat(json.at("/optimizerSteps").asLong()).isEqualTo(420);
    assertThat(json.at("/stepsPerSecond").asDouble()).isPositive();
    assertThat(json.at("/metrics/withinBand").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.at("/metricsOverTime")).hasSize(2);
    assertThat(Files.readAllLines(run.resolve("losses.csv"))).hasSize(4);
  }

  @Test
  void samplesAreDrawnFromTheStoredGeneratorAndTheSameForTheSameSeed() throws Exception {
    Path run = folder.resolve("run");
    train(run, "--normalize", "--average", "0.9");
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    assertThat(gan("sample", run.toString(), "-n", "50", "--seed", "3", "--out", first.toString()))
        .isZero();
    gan("sample", run.toString(), "-n", "50", "--seed", "3", "--out", second.toString());
    assertThat(Files.readAllLines(first)).hasSize(51).startsWith("x,y");
    assertThat(Files.readAllLines(first).stream().skip(1))
        .as("in the units of the data, whose y is 10 to 2,510")
        .anyMatch(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)) > 500);
    assertThat(second).hasSameTextualContentAs(first);
  }

  @Test
  void anyPointsAreLearned() throws Exception {
    Path run = folder.resolve("run");
    String[] train = {"train", "points", "--data", "swiss-roll", "--iterations", "3"};
    assertThat(gan(train[0], train[1], train[2], train[3], train[4], train[5], "--out", "" + run))
        .as(err.toString())
        .isZero();
    JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(json.at("/experiment").asText()).isEqualTo("points");
    assertThat(json.at("/settings/data").asText()).isEqualTo("SWISS_ROLL");
    assertThat(json.at("/settings/normalize").asBoolean()).isTrue();
    Path samples = folder.resolve("samples.csv");
    assertThat(gan("sample", run.toString(), "-n", "5", "--out", samples.toString())).isZero();
    assertThat(Files.readAllLines(samples)).hasSize(6);
    assertRefused(2, gan("train", "points", "--data", "circle"), "swiss-roll", "circle");
  }

  @Test
  void aRunOfAnEarlierVersionIsSampled() throws Exception {
    Path run = folder.resolve("run");
    train(run);
    Path file = run.resolve("run.json");
    Files.writeString(file, Files.readString(file).replace("\"data\" :", "\"curve\" :"));
    Path samples = folder.resolve("samples.csv");
    assertThat(gan("sample", run.toString(), "-n", "5", "--out", samples.toString()))
        .as(err.toString())
        .isZero();
    Files.writeString(file, Files.readString(file).replace("\"quadratic\"", "\"cubist\""));
    assertRefused(
        3,
        gan("sample", run.toString(), "--out", samples.toString()),
        "is of the experiment \"cubist\", which this gan4j does not have; it has quadratic");
  }

  @Test
  void listNamesExperimentsAndBackends() {
    assertThat(gan("list")).isZero();
    assertThat(out.toString())
        .contains("quadratic", "points", "images", "jvm", "nothing beyond its jar");
  }

  @Test
  void helpIsEverywhere() {
    for (String[] command :
        List.of(
            new String[] {"--help"},
            new String[] {"train", "--help"},
            new String[] {"train", "quadratic", "--help"},
            new String[] {"train", "points", "--help"},
            new String[] {"compare", "mnist", "--help"},
            new String[] {"sample", "--help"},
            new String[] {"list", "--help"})) {
      assertThat(gan(command)).as(String.join(" ", command)).isZero();
    }
    assertThat(out.toString()).contains("--backend", "--preset", "RELATIVISTIC_PAIRING");
  }

  private void assertRefused(int expectedCode, int code, String... said) {
    assertThat(code).isEqualTo(expectedCode);
    assertThat(err.toString()).contains(said).doesNotContain("\tat ");
  }

  @Test
  void anUnknownOptionIsBadUsage() {
    assertRefused(2, train(folder.resolve("run"), "--iteration", "3"), "--iteration");
  }

  @Test
  void anOptionGivenTwiceIsBadUsage() {
    assertRefused(2, train(folder.resolve("run"), "--batch", "64"), "an option is given twice");
  }

  @Test
  void anUnknownBackendNamesThosePresentAndTheCoordinatesToAdd() {
    Path run = folder.resolve("run");
    assertRefused(
        2, train(run, "--backend", "cuda"), "no backend \"cuda\"", "jvm", "gan-backend-cuda");
    assertThat(run).doesNotExist();
  }

  @Test
  void aBackendThatDoesNotLoadSaysWhyAndLeavesNoFolder() {
    Path run = folder.resolve("run");
    assertRefused(
        2,
        train(run, "--backend", "broken"),
        "backend broken: its engine did not load",
        "no engine in java.library.path",
        "fix: add org.example:engine:1.0, or choose another backend");
    assertThat(run).doesNotExist();
  }

  @Test
  void aDeviceThatABackendDoesNotHaveIsBadUsage() {
    for (String backend : List.of("jvm", "nd4j")) {
      assertRefused(
          2,
          train(folder.resolve("run"), "--backend", backend, "--device", "gpu:0"),
          "backend " + backend + " runs on the device \"cpu\", not on \"gpu:0\"",
          "fix: choose cpu, or another backend");
    }
  }

  @Test
  void aNegativeBatchIsBadUsageAndLeavesNoFolder() {
    Path run = folder.resolve("run");
    assertRefused(
        2,
        gan("train", "quadratic", "--batch", "-4", "--out", run.toString()),
        "batch size of at least 1, not -4");
    assertThat(run).doesNotExist();
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws Exception {
    Path run = Files.createDirectory(folder.resolve("run"));
    Path treasure = Files.writeString(run.resolve("treasure.txt"), "mine");
    assertRefused(2, train(run), "is not empty", "--overwrite");
    assertRefused(2, train(run, "--overwrite"), "holds something else: it has no run.json");
    assertThat(treasure).hasContent("mine");
  }

  @Test
  void anEarlierRunIsReplacedOnlyWhenAsked() {
    Path run = folder.resolve("run");
    assertThat(train(run)).isZero();
    assertRefused(2, train(run), "is not empty");
    assertThat(train(run, "--overwrite")).isZero();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(2, train(file.resolve("run")), "cannot write to the folder", "--out");
  }

  @Test
  void sizesThatDoNotFitAreSaid() {
    assertRefused(
        2, train(folder.resolve("run"), "--generator-hidden", "16,0"), "at least 1 unit, not 0");
  }

  @Test
  void divergenceHasItsOwnCodeAndLeavesTheLosses() {
    Path run = folder.resolve("run");
    assertRefused(
        4,
        train(run, "--optimizer", "sgd", "--learning-rate", "1e20"),
        "training diverged in iteration",
        "fix: lower the learning rate");
    assertThat(run.resolve("losses.csv")).exists();
    assertThat(run.resolve("run.json")).content().contains("\"status\" : \"diverged\"");
  }

  @Test
  void aFolderThatIsNoRunCannotBeSampled() {
    assertRefused(
        3,
        gan("sample", folder.toString(), "--out", folder.resolve("s.csv").toString()),
        "is no run folder");
  }

  @Test
  void damagedWeightsAreBadData() throws Exception {
    Path run = folder.resolve("run");
    train(run);
    Files.writeString(run.resolve("generator.safetensors"), "damaged");
    assertRefused(
        3,
        gan("sample", run.toString(), "--out", folder.resolve("s.csv").toString()),
        "is no safetensors file");
    assertThat(folder.resolve("s.csv")).doesNotExist();
  }
}
