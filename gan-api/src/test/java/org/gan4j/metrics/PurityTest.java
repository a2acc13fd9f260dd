package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PurityTest {

  @Test
  void eachGroupCountsAsItsMostFrequentClass() {
    // Group 0 is mostly class 2, group 1 only class 0, group 3 as often class 0 as class 1.
    int[] groups = {0, 0, 0, 1, 1, 3, 3};
    int[] classes = {2, 2, 1, 0, 0, 0, 1};
    assertThat(Purity.of(groups, classes)).isEqualTo((2 + 2 + 1) / 7.0);
  }

  @Test
  void groupsThatAreTheClassesUnderOtherNumbersArePure() {
    assertThat(Purity.of(new int[] {2, 0, 1, 2}, new int[] {0, 1, 2, 0})).isEqualTo(1);
  }

  @Test
  void oneGroupForAllIsAsPureAsTheLargestClassIsLarge() {
    assertThat(Purity.of(new int[4], new int[] {0, 1, 1, 2})).isEqualTo(0.5);
  }

  @Test
  void whatIsNoGroupingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Purity.of(new int[2], new int[3]))
        .withMessageContaining("not 2 groups and 3 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Purity.of(new int[0], new int[0]))
        .withMessageContaining("1 or more samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Purity.of(new int[2], new int[] {0, -1}))
        .withMessage("the class of sample 1 is -1: it counts from 0");
  }
}
