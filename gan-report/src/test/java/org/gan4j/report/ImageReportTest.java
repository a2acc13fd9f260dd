package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReportTest {
  private static final Shape GREY = Shape.of(1, 2, 1);
  private static final float[][] TWO = {{-1, 1}, {0, 5}};

  @TempDir private Path folder;

  @Test
  void aGridShowsEachPixelInItsPlace() throws IOException {
    ImageGrid.of(GREY, TWO, 2).write(folder.resolve("grid.png"));
    BufferedImage grid = ImageIO.read(folder.resolve("grid.png").toFile());
    int scale = (grid.getWidth() - 6) / 4;
    int middle = grid.getHeight() / 2;
    assertThat(
            Stream.of(2, 2 + scale, 4 + 2 * scale, 4 + 3 * scale)
                .map(x -> grid.getRGB(x + scale / 2, middle) & 0xFFFFFF))
        .containsExactly(0x000000, 0xFFFFFF, 0x808080, 0xFFFFFF);
  }

  @Test
  void eachImageAloneHasItsOwnSizeAndColours() throws IOException {
    float[][] red = {{1, -1, -1, -1, -1, 1}};
    ImageGrid.of(Shape.of(2, 1, 3), red, 1).writeEach(folder);
    BufferedImage image = ImageIO.read(folder.resolve("image_0000.png").toFile());
    assertThat(image.getWidth()).isEqualTo(1);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFF0000);
    assertThat(image.getRGB(0, 1)).isEqualTo(0xFF0000FF);
  }

  @Test
  void whatIsNoImageIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.of(Shape.of(2, 2), TWO, 1))
        .withMessageContaining("[height, width, 1] or [height, width, 3], not [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageGrid.of(Shape.of(2, 2, 1), TWO, 1))
        .withMessage("an image of shape [2, 2, 1] has 4 values, not 2");
    assertThatIllegalArgumentException().isThrownBy(() -> ImageGrid.of(GREY, TWO, 0));
  }

  @Test
  void aRunLeavesItsPicturesAndAPageThatHoldsThem() throws IOException {
    ImageGrid grid = ImageGrid.of(GREY, TWO, 2);
    ImageHistory history =
        new ImageHistory(
            GREY,
            List.of(new History.Losses(0, 1.4, 0.7), new History.Losses(10, 1.3, 0.8)),
            List.of(new ImageHistory.Grid(0, grid), new ImageHistory.Grid(10, grid)),
            List.of(new History.Metrics(10, Map.of("fid", 3.0))));
    ImageReport.of("digits", history)
        .withInterpolation(grid)
        .withSettings(Map.of("preset", "DCGAN"))
        .withOutcome(Map.of("backend", "jvm"))
        .write(folder);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "interpolation.png",
              "report.html",
              "samples.gif",
              "samples/iteration_0.png",
              "samples/iteration_10.png",
              "training_loss.png");
    }
    JsonNode data = data(Files.readString(folder.resolve("report.html")));
    assertThat(data.get("title").asText()).isEqualTo("digits");
    assertThat(data.get("grids").get(1).get("iteration").asInt()).isEqualTo(10);
    assertThat(decoded(data.get("grids").get(1).get("png").asText()).getWidth())
        .isEqualTo(grid.draw().getWidth());
    assertThat(decoded(data.get("interpolation").asText()).getHeight())
        .isEqualTo(grid.draw().getHeight());
  }

  @Test
  void aRunThatEndedAtOnceStillHasAPage() throws IOException {
    ImageReport.of("digits", new ImageHistory(GREY, List.of(), List.of(), List.of())).write(folder);
    assertThat(folder).isDirectoryContaining("glob:**report.html");
  }

  private static JsonNode data(String page) throws IOException {
    String start = "const data = ";
    int from = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf(";\n", from)));
  }

  private static BufferedImage decoded(String url) throws IOException {
    byte[] png = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
