package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToysTest {

  @Test
  void theRingHasEightDistinctModesOfTheSameDistanceToTheirNeighbours() {
    List<Mixture.Mode> modes = Toys.ring().modes();
    assertThat(modes).hasSize(8);
    double side = 4 * Math.sin(Math.PI / 8);
    for (int i = 0; i < 8; i++) {
      Mixture.Mode next = modes.get((i + 1) % 8);
      assertThat(modes.get(i).distance(0, 0)).isCloseTo(2, within(1e-12));
      assertThat(modes.get(i).distance(next.x(), next.y())).isCloseTo(side, within(1e-12));
    }
    assertThat(Toys.ring().sigma()).isEqualTo(0.02);
  }

  @Test
  void theGridHasTwentyFiveModesTwoApart() {
    List<Mixture.Mode> modes = Toys.grid().modes();
    assertThat(modes).hasSize(25).doesNotHaveDuplicates();
    assertThat(modes).contains(new Mixture.Mode(-4, 4), new Mixture.Mode(0, -2));
    assertThat(modes).allMatch(m -> Math.abs(m.x()) <= 4 && Math.abs(m.y()) <= 4);
    assertThat(modes).allMatch(m -> m.x() % 2 == 0 && m.y() % 2 == 0);
    assertThat(Toys.grid().sigma()).isEqualTo(0.05);
  }

  @Test
  void aMixtureDrawsItsModesEquallyWithItsSigma() {
    Mixture ring = Toys.ring();
    int count = 80_000;
    int[] drawn = new int[8];
    double squares = 0;
    for (float[] point : ring.draw(count, 3)) {
      int nearest = ring.nearestMode(point[0], point[1]);
      drawn[nearest]++;
      squares += Math.pow(ring.modes().get(nearest).distance(point[0], point[1]), 2);
    }
    for (int mode : drawn) {
      assertThat(mode).isCloseTo(count / 8, within(4 * 94));
    }
    // The mean squared distance is 2 sigma², with relative standard error 1 / sqrt(count).
    assertThat(squares / count / (2 * 0.02 * 0.02)).isCloseTo(1, within(4 / Math.sqrt(count)));
  }

  // Below, a point is at most five sigma off: of 10,000 that fails with probability 0.04.

  @Test
  void theSwissRollIsASpiralOfOneTurnAndAHalf() {
    double[][] spiral = path(t -> polar((1 + 2 * t) / 3, 1.5 * Math.PI * (1 + 2 * t)));
    for (float[] point : Toys.swissRoll().draw(10_000, 1)) {
      assertThat(distance(point, spiral)).isLessThan(5 * 0.01);
    }
  }

  @Test
  void theTwoMoonsAreHalfCirclesThatReachIntoEachOther() {
    double[][] upper = path(t -> polar(1, Math.PI * t));
    double[][] lower = path(t -> minus(new double[] {1, 0.5}, polar(1, Math.PI * t)));
    assertHalfOnEach(Toys.twoMoons(), upper, lower, 5 * 0.05);
  }

  @Test
  void theSpiralsAreEachOtherTurnedByHalfACircle() {
    double[][] arm = path(t -> polar(t, 3 * Math.PI * t));
    double[][] turned = path(t -> polar(-t, 3 * Math.PI * t));
    assertHalfOnEach(Toys.spirals(), arm, turned, 5 * 0.02);
  }

  private static void assertHalfOnEach(
      Samples samples, double[][] first, double[][] second, double allowed) {
    int nearFirst = 0;
    for (float[] point : samples.draw(10_000, 1)) {
      double toFirst = distance(point, first);
      double toSecond = distance(point, second);
      assertThat(Math.min(toFirst, toSecond)).isLessThan(allowed);
      nearFirst += toFirst < toSecond ? 1 : 0;
    }
    assertThat(nearFirst).isCloseTo(5_000, within(4 * 50));
  }

  private static double[][] path(DoubleFunction<double[]> point) {
    return IntStream.rangeClosed(0, 500)
        .mapToObj(i -> point.apply(i / 500.0))
        .toArray(double[][]::new);
  }

  private static double[] polar(double radius, double angle) {
    return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1]};
  }

  private static double distance(float[] point, double[][] path) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double[] p : path) {
      nearest = Math.min(nearest, Math.hypot(point[0] - p[0], point[1] - p[1]));
    }
    return nearest;
  }

  @Test
  void mistakesAreExplained() {
    Mixture.Mode mode = new Mixture.Mode(1, 2);
    assertThatThrownBy(() -> new Mixture("twins", List.of(mode, new Mixture.Mode(1, 2)), 1))
        .hasMessageStartingWith("mixture twins needs distinct modes");
    assertThatThrownBy(() -> new Mixture("none", List.of(), 1))
        .hasMessageStartingWith("mixture none needs distinct modes");
    assertThatThrownBy(() -> new Mixture("sharp", List.of(mode), Double.NaN))
        .hasMessage(
            "the sigma of mixture sharp must be positive and finite as a 32-bit float, not NaN");
    assertThatThrownBy(() -> new Mixture.Mode(0, Double.NaN))
        .hasMessage("the y of a Gaussian's mean must be finite as a 32-bit float, not NaN");
  }
}
