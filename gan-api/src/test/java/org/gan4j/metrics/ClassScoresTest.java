package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassScoresTest {
  @Test
  void sureAndEvenlySpreadSamplesScoreTheNumberOfClasses() {
    ClassScores scores = ClassScores.of(new float[][] {{1, 0}, {0, 1}});
    assertThat(scores.inceptionScore()).isCloseTo(2, within(1e-9));
    assertThat(scores.confidentShare()).isEqualTo(1);
    assertThat(scores.classShares()).containsExactly(0.5, 0.5);
  }

  @Test
  void samplesThatAreAllAlikeOrUndecidedScoreOne() {
    ClassScores alike = ClassScores.of(new float[][] {{1, 0}, {1, 0}});
    assertThat(alike.inceptionScore()).isCloseTo(1, within(1e-9));
    assertThat(alike.smallestClassShare()).isZero();
    ClassScores undecided = ClassScores.of(new float[][] {{0.5f, 0.5f}, {0.5f, 0.5f}});
    assertThat(undecided.inceptionScore()).isCloseTo(1, within(1e-9));
    assertThat(undecided.confidentShare()).isZero();
  }

  /** Mean (0.5, 0.5); each row's divergence is 0.75 ln 1.5 + 0.25 ln 0.5. */
  @Test
  void theScoreByHand() {
    ClassScores scores = ClassScores.of(new float[][] {{0.75f, 0.25f}, {0.25f, 0.75f}});
    double divergence = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
    assertThat(scores.inceptionScore()).isCloseTo(Math.exp(divergence), within(1e-9));
  }

  @Test
  void whatIsNoDistributionIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ClassScores.of(new float[0][]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassScores.of(new float[][] {{0.5f, 0.5f}, {0.9f, 0.9f}}))
        .withMessageContaining("sample 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassScores.of(new float[][] {{1.5f, -0.5f}}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassScores.of(new float[][] {{Float.NaN, 1}}));
  }

  @Test
  void figuresOfDifferentProtocolsRefuseToBeCompared() {
    Protocol protocol = new Protocol("ab12", "mnist test", 2000, 2000);
    Figure figure = new Figure(5, protocol);
    assertThat(figure.minus(new Figure(3, protocol))).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> figure.minus(new Figure(3, new Protocol("cd34", "mnist test", 2000, 1000))))
        .withMessageContaining("features ab12 and cd34; generated samples 2000 and 1000");
  }
}
