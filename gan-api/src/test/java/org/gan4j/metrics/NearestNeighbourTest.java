package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NearestNeighbourTest {
  private static final float[][] KNOWN = {{0, 0}, {3, 4}, {-10, 0}};
  private static final int[] CLASSES = {5, 7, 9};

  @Test
  void theNearestKnownRowAnswers() {
    float[][] asked = {{1, 1}, {2, 3}, {-4, 0}, {-6, 0}};
    assertThat(NearestNeighbour.accuracy(KNOWN, CLASSES, asked, new int[] {5, 7, 5, 9}))
        .isEqualTo(1);
    assertThat(NearestNeighbour.accuracy(KNOWN, CLASSES, asked, new int[] {5, 5, 9, 9}))
        .isEqualTo(0.5);
  }

  @Test
  void ofEquallyNearRowsTheFirstAnswers() {
    float[][] asked = {{-5, 0}};
    assertThat(NearestNeighbour.accuracy(KNOWN, CLASSES, asked, new int[] {5})).isEqualTo(1);
  }

  @Test
  void rowsWithoutClassesOrOfOtherLengthsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbour.accuracy(KNOWN, new int[2], KNOWN, CLASSES))
        .withMessageContaining("3 known rows have 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NearestNeighbour.accuracy(KNOWN, CLASSES, new float[][] {{1}}, new int[1]))
        .withMessageContaining("point 0 has 1 coordinates, not 2");
  }
}
