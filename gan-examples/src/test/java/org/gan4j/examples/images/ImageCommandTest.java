package org.gan4j.examples.images;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.gan4j.examples.command.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Experiments on images, on data in the published formats that the test makes. */
class ImageCommandTest {
  private static final int COUNT = 20;

  @TempDir private Path folder;
  private Path data;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void makeData() throws IOException {
    out = new StringWriter();
    err = new StringWriter();
    data = Files.createDirectory(folder.resolve("data"));
    ByteBuffer images = ByteBuffer.allocate(16 + COUNT * 28 * 28);
    images.putInt(0x803).putInt(COUNT).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT);
    ByteBuffer cifar = ByteBuffer.allocate(COUNT * 3073);
    for (int i = 0; i < COUNT; i++) {
      for (int pixel = 0; pixel < 28 * 28; pixel++) {
        images.put((byte) (i * pixel));
      }
      labels.put((byte) (i % 10));
      cifar.put((byte) (i % 10)).put(new byte[3072]);
    }
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
    for (int batch = 1; batch <= 5; batch++) {
      Files.write(data.resolve("data_batch_" + batch + ".bin"), cifar.array());
    }
  }

  private int gan(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int train(String experiment, Path to, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", experiment, "--data", data.toString(), "--out", to.toString()));
    arguments.addAll(List.of("--batch", "4", "--channels", "4", "--noise-size", "3"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--iterations")) {
      arguments.addAll(List.of("--iterations", "2"));
    }
    return gan(arguments.toArray(new String[0]));
  }

  @ParameterizedTest
  @EnumSource
  void everyPresetTrains(Preset preset) throws IOException {
    Path run = folder.resolve("run");
    assertThat(train("mnist", run, "--preset", preset.name())).as(err.toString()).isZero();
    for (String file :
        List.of(
            "losses.csv",
            "training_loss.png",
            "samples/iteration_0.png",
            "samples/iteration_1.png",
            "samples.gif",
            "interpolation.png",
            "generator.safetensors",
            "report.html")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(json.at("/experiment").asText()).isEqualTo("mnist");
    assertThat(json.at("/settings/preset").asText()).isEqualTo(preset.name());
    assertThat(err.toString()).contains("train-images-idx3-ubyte: unknown, not the published file");
  }

  @Test
  void imagesOfAClassAreDrawnAsAGridOrOneByOne() throws IOException {
    Path run = folder.resolve("run");
    assertThat(train("cifar10", run, "--preset", "sngan", "--conditional")).isZero();
    Path grid = folder.resolve("grid.png");
    assertThat(gan("sample", run.toString(), "-n", "6", "--label", "9", "--out", grid.toString()))
        .as(err.toString())
        .isZero();
    BufferedImage image = ImageIO.read(grid.toFile());
    assertThat(image.getWidth()).isGreaterThan(image.getHeight());
    Path each = folder.resolve("each");
    assertThat(gan("sample", run.toString(), "-n", "3", "--out", each.toString())).isZero();
    assertThat(each.toFile().list())
        .containsExactlyInAnyOrder("image_0000.png", "image_0001.png", "image_0002.png");
    assertThat(ImageIO.read(each.resolve("image_0000.png").toFile()).getWidth()).isEqualTo(32);
    assertThat(gan("sample", run.toString(), "--label", "10", "--out", grid.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("this GAN has classes 0 to 9, not 10");
  }

  @Test
  void aLabelNeedsAConditionalGenerator() {
    Path run = folder.resolve("run");
    train("mnist", run);
    String grid = folder.resolve("grid.png").toString();
    assertThat(gan("sample", run.toString(), "--label", "1", "--out", grid)).isEqualTo(2);
    assertThat(err.toString()).contains("this GAN has no classes to choose from");
  }

  @Test
  void missingDataIsBadDataAndLeavesNoFolder() throws IOException {
    Files.delete(data.resolve("train-labels-idx1-ubyte"));
    Path run = folder.resolve("run");
    assertThat(train("mnist", run)).isEqualTo(3);
    assertThat(err.toString()).contains("gan fetch mnist --data").doesNotContain("\tat ");
    assertThat(run).doesNotExist();
  }

  @Test
  void imagesOfAnotherSizeAreBadDataBeforeAnythingIsTrained() throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + COUNT * 20 * 20);
    images.putInt(0x803).putInt(COUNT).putInt(20).putInt(20);
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    Path run = folder.resolve("run");
    assertThat(train("mnist", run)).isEqualTo(3);
    assertThat(err.toString())
        .contains(data + " has images of 20 by 20; this experiment needs 28 by 28\n  fix: ")
        .doesNotContain("\tat ");
    assertThat(run).doesNotExist();
  }

  private void makePictures(Path to) throws IOException {
    Files.createDirectories(to);
    for (int i = 0; i < 4; i++) {
      BufferedImage picture = new BufferedImage(40, 50, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(i, i, 0xff00ff);
      ImageIO.write(picture, "png", to.resolve(i + ".png").toFile());
    }
  }

  @Test
  void aUsersOwnImagesAreLearnedWithTheClassesThatTheirFoldersSay() throws IOException {
    data = folder.resolve("mine");
    makePictures(data.resolve("cats"));
    makePictures(data.resolve("dogs"));
    Path run = folder.resolve("run");
    assertThat(train("images", run, "--size", "64", "--conditional")).as(err.toString()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(json.at("/experiment").asText()).isEqualTo("images");
    assertThat(json.at("/settings/size").asInt()).isEqualTo(64);
    assertThat(json.at("/settings/classes").asInt()).isEqualTo(2);
    Path each = folder.resolve("each");
    assertThat(gan("sample", run.toString(), "-n", "2", "--label", "1", "--out", each.toString()))
        .as(err.toString())
        .isZero();
    assertThat(ImageIO.read(each.resolve("image_0001.png").toFile()).getWidth()).isEqualTo(64);
  }

  @Test
  void aResumedRunSeesTheSameFlipsAndChanges() throws IOException {
    data = folder.resolve("mine");
    makePictures(data);
    Path whole = folder.resolve("whole");
    Path resumed = folder.resolve("resumed");
    String[] changed = {"--flips", "--diff-augment", "--no-cache", "--iterations"};
    String[] four = Arrays.copyOf(changed, 5);
    four[4] = "4";
    String[] two = Arrays.copyOf(changed, 5);
    two[4] = "2";
    assertThat(train("images", whole, four)).as(err.toString()).isZero();
    assertThat(train("images", resumed, two)).as(err.toString()).isZero();
    assertThat(gan("resume", resumed.toString(), "--iterations", "4")).as(err.toString()).isZero();
    assertThat(resumed.resolve("losses.csv")).hasSameTextualContentAs(whole.resolve("losses.csv"));
    JsonNode json = new ObjectMapper().readTree(resumed.resolve("run.json").toFile());
    assertThat(json.at("/settings/flips").asBoolean()).isTrue();
    assertThat(json.at("/settings/diffAugment").asBoolean()).isTrue();
    assertThat(json.at("/settings/cached").asBoolean()).isFalse();
    Path plain = folder.resolve("plain");
    assertThat(train("images", plain, "--iterations", "4")).isZero();
    assertThat(Files.readString(plain.resolve("losses.csv")))
        .isNotEqualTo(Files.readString(whole.resolve("losses.csv")));
  }

  @Test
  void whatAUsersOwnImagesCannotDoIsSaid() throws IOException {
    data = folder.resolve("mine");
    makePictures(data);
    Path run = folder.resolve("run");
    assertThat(train("images", run, "--conditional")).isEqualTo(2);
    assertThat(train("images", run, "--size", "48")).isEqualTo(2);
    assertThat(run).doesNotExist();
    assertThat(err.toString())
        .contains("--conditional needs images with classes", "into a sub-folder of " + data)
        .contains("images are brought to a size of 32 or 64, not 48")
        .doesNotContain("\tat ");
  }

  @Test
  void settingsOutOfRangeAreBadUsage() {
    assertThat(train("mnist", folder.resolve("run"), "--average", "1")).isEqualTo(2);
    assertThat(train("mnist", folder.resolve("run"), "--preset", "best")).isEqualTo(2);
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(err.toString()).contains("DCGAN", "SNGAN").doesNotContain("\tat ");
  }
}
