package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.gan4j.random.RandomStream;
import org.junit.jupiter.api.Test;

class FeatureDistancesTest {
  private static float[][] gaussian(int rows, int columns, long seed) {
    RandomStream stream = RandomStream.of(seed, "features");
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      stream.fillGaussian(row, columns);
    }
    return values;
  }

  private static float[][] scaledAndShifted(float[][] rows, float scale, float shift) {
    float[][] moved = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      moved[i] = rows[i].clone();
      for (int k = 0; k < moved[i].length; k++) {
        moved[i][k] = scale * rows[i][k] + shift;
      }
    }
    return moved;
  }

  @Test
  void equalSetsAreAtDistanceZero() {
    float[][] rows = gaussian(300, 7, 1);
    assertThat(FrechetDistance.of(rows, rows)).isCloseTo(0, within(1e-9));
  }

  @Test
  void aShiftCountsSquaredInEveryDimension() {
    float[][] rows = gaussian(300, 7, 1);
    assertThat(FrechetDistance.of(rows, scaledAndShifted(rows, 1, 2)))
        .isCloseTo(7 * 4, within(1e-4));
  }

  /** (s - 1)² times the sum of variances, as square roots of covariances subtract. */
  @Test
  void aScaleCountsAsTheDifferenceOfDeviations() {
    float[][] points = {{-1, -2}, {1, -2}, {-1, 2}, {1, 2}};
    double variances = 4 / 3.0 + 16 / 3.0;
    assertThat(FrechetDistance.of(points, scaledAndShifted(points, 3, 0)))
        .isCloseTo(4 * variances, within(1e-9));
  }

  /** Covariances [[2, 0], [0, 0]] and [[0, 0], [0, 2]] have the product 0. */
  @Test
  void perpendicularLinesShareNothing() {
    float[][] along = {{-1, 0}, {1, 0}};
    float[][] across = {{0, -1}, {0, 1}};
    assertThat(FrechetDistance.of(along, across)).isCloseTo(4, within(1e-9));
  }

  /** C1 = [[1, 1/2], [1/2, 1]] has the eigenvalues 3/2 and 1/2; C2 is the identity. */
  @Test
  void correlatedFeaturesAreTurnedBeforeTheyAreCompared() {
    float h = (float) Math.sqrt(0.5);
    float l = (float) Math.sqrt(1.5);
    float[][] correlated = {{l, l}, {-l, -l}, {h, -h}, {-h, h}, {0, 0}};
    float w = (float) Math.sqrt(2);
    float[][] round = {{w, 0}, {-w, 0}, {0, w}, {0, -w}, {0, 0}};
    double expected = 2 + 2 - 2 * (Math.sqrt(1.5) + Math.sqrt(0.5));
    assertThat(FrechetDistance.of(correlated, round)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void manyFeaturesOfFewSamplesAreFine() {
    float[][] few = gaussian(20, 64, 1);
    assertThat(FrechetDistance.of(few, few)).isBetween(0.0, 1e-24);
    assertThat(FrechetDistance.of(few, gaussian(20, 64, 2))).isGreaterThan(10);
    float[][] fewer = gaussian(5, 64, 3);
    assertThat(FrechetDistance.of(few, fewer))
        .isCloseTo(FrechetDistance.of(fewer, few), withinPercentage(1e-10));
  }

  /** The expected distances are mpmath's, with 60 digits, by the eigenvalues of covariances. */
  @Test
  void featuresOfDifferentScalesKeepTheirDigits() {
    float[][] one = ofManyScales(60, 1);
    assertThat(FrechetDistance.of(one, ofManyScales(50, 4)))
        .isCloseTo(5103.99766478964, withinPercentage(1e-11));
    float[][] near = ofManyScales(60, 1);
    for (float[] row : near) {
      row[0] = (float) (row[0] * 1.5);
    }
    assertThat(FrechetDistance.of(one, near))
        .isCloseTo(1.0427648637662885e-09, withinPercentage(1e-11));
    assertThat(FrechetDistance.of(one, one)).isBetween(0.0, 1e-22);
  }

  /** Eight features of scales 1e-4 to 1e3, each correlated with the next. */
  private static float[][] ofManyScales(int rows, int salt) {
    double[] scales = {1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000};
    float[][] values = new float[rows][scales.length];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < scales.length; k++) {
        double next = uneven(i, (k + 1) % scales.length, salt);
        values[i][k] = (float) (scales[k] * ((uneven(i, k, salt) + 0.5 * next) / 100));
      }
    }
    return values;
  }

  private static int uneven(int i, int k, int salt) {
    return (i * i * (2 * k + 3) + 7 * i * k * k + 11 * i * salt + 5) % 211 - 105;
  }

  /** k(1, 1) = 8, k(3, 3) = 1000, k(1, 3) = 64, of d = 1. */
  @Test
  void theKernelDistanceAtPointsByHand() {
    float[][] ones = {{1}, {1}};
    float[][] threes = {{3}, {3}, {3}};
    assertThat(KernelDistance.of(ones, threes)).isCloseTo(8 + 1000 - 2 * 64, within(1e-9));
    assertThat(KernelDistance.of(gaussian(500, 4, 1), gaussian(500, 4, 2)))
        .isCloseTo(0, within(0.05));
  }

  /** Real at 0, 1, 2, 3 (balls of radius 1), generated at 0.5, 0.6, 9, 9.5. */
  @Test
  void neighboursOnALine() {
    float[][] real = {{0}, {1}, {2}, {3}};
    float[][] generated = {{0.5f}, {0.6f}, {9}, {9.5f}};
    NeighbourCoverage coverage = NeighbourCoverage.of(real, generated, 1);
    assertThat(coverage.precision()).isEqualTo(0.5);
    assertThat(coverage.density()).isEqualTo((2 + 2) / 4.0);
    assertThat(coverage.coverage()).isEqualTo(0.5);
    assertThat(coverage.recall()).isZero();
    NeighbourCoverage reversed = NeighbourCoverage.of(generated, real, 1);
    assertThat(reversed.recall()).isEqualTo(0.5);
    assertThat(reversed.precision()).isZero();
    assertThat(NeighbourCoverage.of(real, real, 3))
        .isEqualTo(new NeighbourCoverage(1, 1, 16 / 12.0, 1));
  }

  @Test
  void unfitInputIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrechetDistance.of(new float[][] {{1}}, new float[][] {{1}, {2}}))
        .withMessageContaining("needs at least 2 points, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDistance.of(new float[][] {{1}, {2}}, new float[][] {{1, 2}, {2}}))
        .withMessageContaining("point 0 has 2 coordinates, not 1");
    float[][] two = {{1}, {2}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourCoverage.of(two, two, 2))
        .withMessageContaining("k must be");
  }
}
