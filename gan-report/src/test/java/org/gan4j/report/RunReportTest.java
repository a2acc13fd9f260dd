package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final List<String> ALL_FILES =
      List.of(
          "centroids.gif",
          "features.gif",
          "features/discriminator_feature_transform_0.png",
          "features/discriminator_feature_transform_centroid_0.png",
          "features/feature_transform_0.png",
          "features/feature_transform_centroid_0.png",
          "report.html",
          "samples.gif",
          "samples/iteration_0.png",
          "training_loss.png");

  @TempDir private Path folder;

  @Test
  void oneIterationGivesEveryKindOfFile() throws IOException {
    RunReport.of("run", SampleHistory.of(1)).write(folder);
    assertThat(files()).containsExactlyElementsOf(ALL_FILES);
    for (String name : ALL_FILES) {
      if (name.endsWith(".png")) {
        BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
        assertThat(image.getWidth()).as(name).isEqualTo(2 * Pictures.WIDTH);
        assertThat(image.getHeight()).as(name).isEqualTo(2 * Pictures.HEIGHT);
        assertThat(colors(image)).as(name).isGreaterThan(10);
      }
    }
  }

  @Test
  void allFramesHaveTheSameAxes() throws IOException {
    RunReport.of("run", SampleHistory.of(3)).write(folder);
    for (String kind :
        List.of(
            "samples/iteration_",
            "features/feature_transform_",
            "features/feature_transform_centroid_",
            "features/discriminator_feature_transform_")) {
      assertThat(verticalAxis(kind + "2.png")).as(kind).isEqualTo(verticalAxis(kind + "0.png"));
    }
  }

  private int[] verticalAxis(String name) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
    int width = image.getWidth() / 14;
    int height = image.getHeight() * 3 / 4;
    return image.getRGB(0, image.getHeight() - height, width, height, null, 0, width);
  }

  @Test
  void aRunThatEndedBeforeItsFirstIterationStillHasAPage() throws IOException {
    RunReport.of("run", SampleHistory.of(0)).write(folder);
    assertThat(files()).containsExactly("report.html");
  }

  @Test
  void thePageHoldsItsDataAndNothingFromTheNetwork() throws IOException {
    String nasty = "</script><b>\"quoted\" & 'more'";
    RunReport.of(nasty, SampleHistory.of(3))
        .withSettings(Map.of("name", nasty))
        .withOutcome(Map.of("wall time", "1 s"))
        .write(folder);
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page).doesNotContain("<b>").doesNotContain("src=").doesNotContain("@import");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    JsonNode data = data(page);
    assertThat(data.get("title").asText()).isEqualTo(nasty);
    assertThat(data.get("settings").get("name").asText()).isEqualTo(nasty);
    assertThat(data.get("outcome").get("wall time").asText()).isEqualTo("1 s");
    assertThat(data.get("losses").get(2).toString()).isEqualTo("[2,1.2,0.7]");
    assertThat(data.get("frames").get(1).get("generated").toString())
        .isEqualTo("[[5.0,5.0],[6.0,10.0],[0.0,1.0]]");
    assertThat(data.get("metrics").get(1).get("values").get("withinBand").asDouble())
        .isEqualTo(0.1);
  }

  static JsonNode data(String page) throws IOException {
    String start = "const data = ";
    return new ObjectMapper().readTree(page.substring(page.indexOf(start) + start.length()));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static long colors(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).distinct().count();
  }
}
