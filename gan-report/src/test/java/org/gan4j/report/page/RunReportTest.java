package org.gan4j.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.report.picture.LossCurves;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Recording;
import org.gan4j.report.recording.SampleRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final Exhibit EXHIBIT =
      new Exhibit("between.png", "Between", SampleRecording.grid());

  @TempDir private Path folder;

  @Test
  void oneIterationGivesEveryKindOfFile() throws IOException {
    RunReport.of("run", SampleRecording.of(1)).withExhibits(List.of(EXHIBIT)).write(folder);
    assertThat(files())
        .containsExactly(
            "between.png",
            "images.gif",
            "images/iteration_0.png",
            "moves/step_0.png",
            "report.html",
            "samples.gif",
            "samples/iteration_0.png",
            "training_loss.png");
    for (String name :
        List.of("moves/step_0.png", "samples/iteration_0.png", "training_loss.png")) {
      assertThat(colors(ImageIO.read(folder.resolve(name).toFile()))).as(name).isGreaterThan(10);
    }
  }

  @Test
  void allFramesHaveTheSameAxes() throws IOException {
    RunReport.of("run", SampleRecording.of(3)).write(folder);
    for (String kind : List.of("samples/iteration_", "moves/step_")) {
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
    RunReport.of("run", SampleRecording.of(0)).write(folder);
    assertThat(files()).containsExactly("report.html");
  }

  @Test
  void thePageHoldsItsDataAndNothingFromTheNetwork() throws IOException {
    String nasty = "</script><b>\"quoted\" & 'more'";
    RunReport.of(nasty, SampleRecording.of(3))
        .withSettings(Map.of("name", nasty))
        .withOutcome(Map.of("wall time", "1 s"))
        .withExhibits(List.of(EXHIBIT))
        .write(folder);
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page).doesNotContain("<b>").doesNotContain("src=").doesNotContain("@import");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    JsonNode data = data(page);
    assertThat(data.get("title").asText()).isEqualTo(nasty);
    assertThat(data.get("settings").get("name").asText()).isEqualTo(nasty);
    assertThat(data.get("outcome").get("wall time").asText()).isEqualTo("1 s");
    assertThat(data.get("lossNames").toString()).isEqualTo("[\"critic\",\"painter\",\"cycle\"]");
    assertThat(data.get("losses").get(2).toString()).isEqualTo("[2,1.2,0.7,3.0]");
    assertThat(data.has("reference")).isFalse();
    assertThat(data.get("iterations").toString()).isEqualTo("[0,1,2]");
    assertThat(data.at("/albums/0/title").asText()).isEqualTo("Samples");
    assertThat(data.at("/albums/0/pictures/1/layers/1/points").toString())
        .isEqualTo("[[5.0,5.0],[6.0,10.0],[0.0,1.0]]");
    assertThat(data.at("/albums/1/pictures/1/moves/0/points").toString())
        .isEqualTo("[[3.0,3.0],[5.0,5.0]]");
    assertThat(decoded(data.at("/albums/2/pictures/0/png"))).isEqualTo(grid());
    assertThat(data.at("/exhibits/0/title").asText()).isEqualTo("Between");
    assertThat(decoded(data.at("/exhibits/0/png"))).isEqualTo(grid());
    assertThat(data.get("metrics").get(1).get("values").get("withinBand").asDouble())
        .isEqualTo(0.1);
  }

  /** Maps of Map.of have another order in each process, and runs are compared byte for byte. */
  @Test
  void thePageHasOneOrder() throws IOException {
    RunReport.of("run", SampleRecording.of(1)).withExhibits(List.of(EXHIBIT)).write(folder);
    assertThat(Files.readString(folder.resolve("report.html")))
        .containsPattern("\"albums\":\\[\\{\"title\":\"[^\"]*\",\"axes\":")
        .containsPattern("\\{\"layers\":\\[\\{\"name\":\"[^\"]*\",\"mark\":\"[A-Z]*\",\"points\":")
        .containsPattern("\"exhibits\":\\[\\{\"title\":\"[^\"]*\",\"png\":");
  }

  @Test
  void aReferenceIsShownOnlyWhereThereIsOne() throws IOException {
    Recording recording = SampleRecording.of(2);
    LossCurves curves = recording.losses();
    LossCurves settling =
        new LossCurves(
            curves.names(), curves.losses(), new LossCurves.Reference("one", List.of(1.0)));
    RunReport.of("run", new Recording(List.of(), settling, recording.frames(), recording.metrics()))
        .write(folder);
    JsonNode data = data(Files.readString(folder.resolve("report.html")));
    assertThat(data.at("/reference/name").asText()).isEqualTo("one");
    assertThat(data.at("/reference/levels").toString()).isEqualTo("[1.0]");
  }

  private static List<Integer> grid() throws IOException {
    Path file = Files.createTempFile("grid", ".png");
    try {
      SampleRecording.grid().write(file);
      return pixels(ImageIO.read(file.toFile()));
    } finally {
      Files.delete(file);
    }
  }

  private static List<Integer> decoded(JsonNode url) throws IOException {
    String text = url.asText();
    byte[] png = Base64.getDecoder().decode(text.substring(text.indexOf(',') + 1));
    return pixels(ImageIO.read(new ByteArrayInputStream(png)));
  }

  private static List<Integer> pixels(BufferedImage image) {
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .boxed()
        .toList();
  }

  private static JsonNode data(String page) throws IOException {
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
    return pixels(image).stream().distinct().count();
  }
}
