package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.report.History.Losses;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final int ABOVE_THE_LEGEND = 480;

  @Test
  void aCentroidThatDoesNotMoveIsSeenBeforeAndAfter() {
    History.Frame frame = SampleHistory.of(1).frames().get(0);
    Bounds bounds = new Bounds(-5, 5, -5, 5);
    BufferedImage image = Pictures.image(Pictures.centroids(frame, Player.GENERATOR, bounds), 1);
    assertThat(pixels(image, Pictures.REAL_BEFORE)).isPositive();
    assertThat(pixels(image, Pictures.REAL)).isGreaterThan(50);
    assertThat(pixels(image, Pictures.GENERATED_BEFORE)).isPositive();
    assertThat(pixels(image, Pictures.GENERATED)).isGreaterThan(50);
  }

  @Test
  void aPeakOfTheLossesDoesNotLieOnTheUpperEdge() {
    List<Losses> losses =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new Losses(10 * i, i >= 200 && i < 220 ? 1e30 : 1.4, 0.7))
            .toList();
    BufferedImage image = Pictures.image(Pictures.losses(losses), 1);
    long widest =
        IntStream.range(0, 100).mapToLong(y -> inRow(image, y, Pictures.REAL)).max().orElseThrow();
    assertThat(widest).as("two flanks").isBetween(2L, 12L);
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
