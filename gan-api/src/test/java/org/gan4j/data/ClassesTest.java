package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassesTest {
  @Test
  void theLikeliestClassIsThatOfTheHighestScoreAndTheFirstOfEquals() {
    float[][] scores = {{-3, -1, -2}, {5, 5, 1}, {0, 0, 0.5f}};
    assertThat(Classes.likeliest(scores)).containsExactly(1, 0, 2);
  }
}
