package org.gan4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartsTest {
  private static final int ABOVE_THE_LEGEND = 960;
  private static final Color REFERENCE = new Color(0x777777);

  @Test
  void aPointThatDoesNotMoveIsSeenBeforeAndAfter() {
    Cloud.Point real = new Cloud.Point(1, 1);
    Cloud.Point generated = new Cloud.Point(-1, 2);
    Scatter still =
        Scatter.of(
                "centroids",
                new Scatter.Layer("real before", Mark.REAL_BEFORE, cloud(real)),
                new Scatter.Layer("generated before", Mark.GENERATED_BEFORE, cloud(generated)),
                new Scatter.Layer("real after", Mark.REAL, cloud(real)),
                new Scatter.Layer("generated after", Mark.GENERATED, cloud(generated)))
            .withMoves(new Scatter.Move(Mark.REAL, real, real));
    BufferedImage image = still.draw(new Bounds(-5, 5, -5, 5));
    assertThat(pixels(image, Mark.REAL_BEFORE.color())).isPositive();
    assertThat(pixels(image, Mark.REAL.color())).isGreaterThan(200);
    assertThat(pixels(image, Mark.GENERATED_BEFORE.color())).isPositive();
    assertThat(pixels(image, Mark.GENERATED.color())).isGreaterThan(200);
  }

  private static Cloud cloud(Cloud.Point point) {
    return new Cloud(List.of(point));
  }

  @Test
  void aPeakOfTheLossesDoesNotLieOnTheUpperEdge() {
    List<LossCurves.Losses> losses =
        IntStream.range(0, 1_000)
            .mapToObj(
                i -> new LossCurves.Losses(10 * i, List.of(i >= 200 && i < 220 ? 1e30 : 1.4, 0.7)))
            .toList();
    LossCurves curves = LossCurves.of(List.of("discriminator", "generator"), losses);
    BufferedImage image = LossChart.chart(curves).draw(1);
    long widest =
        IntStream.range(0, 100)
            .mapToLong(y -> inRow(image, y, Mark.REAL.color()))
            .max()
            .orElseThrow();
    assertThat(widest).as("two flanks").isBetween(2L, 12L);
  }

  @Test
  void everyLossHasItsCurveAndOnlyAReferenceItsLine() {
    List<LossCurves.Losses> losses =
        IntStream.range(0, 50)
            .mapToObj(i -> new LossCurves.Losses(i, List.of(1.0, 2.0, 3.0)))
            .toList();
    List<String> names = List.of("critic", "painter", "cycle");
    BufferedImage image = LossChart.draw(LossCurves.of(names, losses));
    for (int rgb : new int[] {0x0072B2, 0xD55E00, 0x009E73}) {
      assertThat(pixels(image, new Color(rgb))).isGreaterThan(500);
    }
    assertThat(longestRow(image, REFERENCE)).isLessThan(200);
    LossCurves.Reference reference = new LossCurves.Reference("settled", List.of(0.5));
    BufferedImage settled = LossChart.draw(new LossCurves(names, losses, reference));
    assertThat(longestRow(settled, REFERENCE)).isGreaterThan(500);
  }

  private static long longestRow(BufferedImage image, Color color) {
    return IntStream.range(0, ABOVE_THE_LEGEND)
        .mapToLong(y -> inRow(image, y, color))
        .max()
        .orElseThrow();
  }

  private static long pixels(BufferedImage image, Color color) {
    return IntStream.range(0, ABOVE_THE_LEGEND).mapToLong(y -> inRow(image, y, color)).sum();
  }

  private static long inRow(BufferedImage image, int y, Color color) {
    return IntStream.range(0, image.getWidth())
        .filter(x -> image.getRGB(x, y) == color.getRGB())
        .count();
  }
}
