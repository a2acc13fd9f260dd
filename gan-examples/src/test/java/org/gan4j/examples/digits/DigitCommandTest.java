package org.gan4j.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gan4j.examples.command.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experiments on digits by the command, on files of MNIST's format that the test makes. */
class DigitCommandTest {
  private static final int COUNT = 40;

  @TempDir private Path folder;
  private Path data;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeData() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    ByteBuffer images = ByteBuffer.allocate(16 + COUNT * 28 * 28);
    images.putInt(0x803).putInt(COUNT).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      for (int pixel = 0; pixel < 28 * 28; pixel++) {
        images.put((byte) (pixel / 28 / 3 == i % 10 ? 255 : 0));
      }
      labels.put((byte) (i % 10));
    }
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
  }

  private int gan(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path trained(String experiment) {
    Path run = folder.resolve("run");
    int exit =
        gan(
            "train",
            experiment,
            "--data",
            data.toString(),
            "--out",
            run.toString(),
            "--iterations",
            "2",
            "--batch",
            "4",
            "--channels",
            "2");
    assertThat(exit).as(err.toString()).isZero();
    return run;
  }

  @ParameterizedTest
  @CsvSource({
    "cyclegan, JudgeA Loss, classKeptToChanged",
    "pix2pix, Distance Loss, classAgreement",
    "infogan, Information Loss, purity",
    "bigan, Generator Loss, nearestNeighbour"
  })
  void aRunLeavesItsLossesPicturesAndFigures(String experiment, String loss, String figure)
      throws IOException {
    Path run = trained(experiment);
    assertThat(Files.readAllLines(run.resolve("losses.csv")).get(0)).contains(loss);
    for (String file :
        new String[] {"samples/iteration_0.png", "samples/iteration_1.png", "report.html"}) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(json.at("/experiment").asText()).isEqualTo(experiment);
    assertThat(json.at("/settings/channels").asInt()).isEqualTo(2);
    assertThat(json.at("/metrics").has(figure)).as(json.at("/metrics").toString()).isTrue();
    assertThat(json.at("/metrics/" + figure).asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void digitsAreDrawnFromAnInfoGanAndFromNoOther() throws IOException {
    Path grid = folder.resolve("grid.png");
    Path run = trained("infogan");
    assertThat(gan("sample", run.toString(), "-n", "10", "--out", grid.toString()))
        .as(err.toString())
        .isZero();
    BufferedImage image = ImageIO.read(grid.toFile());
    assertThat(image.getWidth()).isGreaterThanOrEqualTo(28);
    Path other = folder.resolve("other");
    gan(
        "train",
        "bigan",
        "--data",
        data.toString(),
        "--out",
        other.toString(),
        "--iterations",
        "1",
        "--batch",
        "4",
        "--channels",
        "2");
    assertThat(gan("sample", other.toString(), "--out", grid.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("the experiment bigan has no samples to draw");
  }

  @Test
  void imagesOfAnotherSizeOrTooFewAreBadDataAndLeaveNoFolder() throws IOException {
    write(COUNT, 20);
    assertBadData("has images of 20 by 20; this experiment needs 28 by 28");
    write(4, 28);
    assertBadData("has 4 images; this experiment needs at least 5");
  }

  private void write(int count, int side) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + count * side * side);
    images.putInt(0x803).putInt(count).putInt(side).putInt(side);
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
  }

  private void assertBadData(String said) {
    Path run = folder.resolve("run");
    assertThat(gan("train", "bigan", "--data", data.toString(), "--out", run.toString()))
        .isEqualTo(3);
    assertThat(err.toString()).contains(data + " " + said);
    assertThat(run).doesNotExist();
  }

  @Test
  void settingsOutOfRangeAreBadUsageAndLeaveNoFolder() {
    Path run = folder.resolve("run");
    assertThat(
            gan(
                "train",
                "bigan",
                "--data",
                data.toString(),
                "--out",
                run.toString(),
                "--channels",
                "0"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--channels must be at least 1, not 0");
    assertThat(run).doesNotExist();
  }
}
