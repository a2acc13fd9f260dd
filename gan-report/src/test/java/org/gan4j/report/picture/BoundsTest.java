package org.gan4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.report.picture.Cloud.Point;
import org.junit.jupiter.api.Test;

class BoundsTest {

  @Test
  void theyHaveAMarginOfTheRange() {
    Bounds bounds = Bounds.around(List.of(new Cloud(List.of(new Point(0, -1), new Point(10, 1)))));
    assertThat(bounds.left()).isCloseTo(-0.8, within(1e-12));
    assertThat(bounds.right()).isCloseTo(10.8, within(1e-12));
    assertThat(bounds.bottom()).isCloseTo(-1.16, within(1e-12));
    assertThat(bounds.top()).isCloseTo(1.16, within(1e-12));
  }

  @Test
  void onePointIsInTheMiddleAndNoPointIsSomewhere() {
    assertThat(Bounds.around(List.of(new Cloud(List.of(new Point(3, 5))))))
        .isEqualTo(new Bounds(2.5, 3.5, 4.5, 5.5));
    assertThat(Bounds.around(List.of())).isEqualTo(new Bounds(0, 1, 0, 1));
  }

  @Test
  void aLineAlongAnAxisHasRoomOnBothSides() {
    Cloud line = new Cloud(List.of(new Point(0, 7), new Point(50, 7), new Point(100, 7)));
    assertThat(Bounds.around(List.of(line))).isEqualTo(new Bounds(-8, 108, 6.5, 7.5));
    assertThat(Bounds.around(List.of(line), 0.05).inside(line)).isEqualTo(line);
  }

  @Test
  void outliersAreLeftOutside() {
    List<Point> line = IntStream.rangeClosed(0, 100).mapToObj(i -> new Point(i, i)).toList();
    Cloud outlier = new Cloud(List.of(new Point(1e6, -1e6)));
    Bounds bounds = Bounds.around(List.of(new Cloud(line), outlier), 0.05);
    assertThat(bounds.right()).isLessThan(110);
    assertThat(bounds.bottom()).isGreaterThan(-10);
    assertThat(bounds.inside(outlier).points()).isEmpty();
    assertThat(bounds.inside(new Cloud(line)).points()).hasSize(101);
  }

  @Test
  void whatIsNotFiniteIsNoPoint() {
    float[][] rows = {{1, 2}, {Float.NaN, 0}, {0, Float.POSITIVE_INFINITY}, {3, 4}};
    assertThat(Cloud.of(rows).points()).containsExactly(new Point(1, 2), new Point(3, 4));
    Cloud cloud = new Cloud(List.of(new Point(1, 2), new Point(Double.NaN, 0)));
    assertThat(cloud.centroid()).isEqualTo(new Point(1, 2));
  }

  @Test
  void roundNumbersAreALittleFartherOut() {
    assertThat(new Bounds(-57.9, 57.9, -189.2, 2701).rounded())
        .isEqualTo(new Bounds(-60, 60, -200, 2800));
    assertThat(new Bounds(-60, 60, -0.5, 0.5).rounded()).isEqualTo(new Bounds(-60, 60, -0.5, 0.5));
  }
}
