package org.gan4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.backend.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompetitorTest {
  private static final int ITERATIONS = 2;

  /** What may round differently in each of the up to 40 steps. */
  private static final float TOLERANCE = 1e-4f;

  @ParameterizedTest
  @CsvSource({
    "jvm, dense-b24-w5-d3", "nd4j, dense-b24-w5-d3", "tf, dense-b24-w5-d3",
    "jvm, image-b4-s12-c3-f6", "nd4j, image-b4-s12-c3-f6", "tf, image-b4-s12-c3-f6"
  })
  void aBackendReachesTheLossesOfTheReferenceAndReachesThemAgain(String backend, String name) {
    Workload workload = Workload.named(name);
    Problem problem = Problem.draw(workload);
    try (Competitor expected = new TracedStep(new ReferenceBackend(), workload, problem);
        Competitor competitor = Competitor.open(backend, workload, 1, problem)) {
      for (int start = 0; start < 2; start++) {
        expected.restart();
        competitor.restart();
        for (int i = 0; i < ITERATIONS; i++) {
          assertClose(competitor.iterate(), expected.iterate());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hand-written", "bare-tensorflow"})
  void aYardstickReachesTheLossesOfTheReference(String name) {
    Workload workload = Workload.named("dense-b256-w16-d2");
    Problem problem = Problem.draw(workload);
    try (Competitor expected = new TracedStep(new ReferenceBackend(), workload, problem);
        Competitor competitor = Competitor.open(name, workload, 1, problem)) {
      for (int i = 0; i < ITERATIONS; i++) {
        assertClose(competitor.iterate(), expected.iterate());
      }
    }
  }

  private static void assertClose(Competitor.Losses losses, Competitor.Losses expected) {
    assertClose(losses.discriminator(), expected.discriminator());
    assertClose(losses.generator(), expected.generator());
  }

  private static void assertClose(float loss, float expected) {
    assertThat(loss).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
  }

  @Test
  void aProblemOfOtherNetworksIsRefused() {
    Problem other = Problem.draw(Workload.named("dense-b8-w4-d2"));
    assertThatThrownBy(
            () -> Competitor.open("jvm", Workload.named("dense-b8-w5-d2"), 1, other).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the problem has no discriminator/dense1/kernel of shape [2, 5]");
  }

  @Test
  void aWorkloadWithoutAMeaningIsRefused() {
    assertThatThrownBy(() -> Workload.named("dense-16"))
        .hasMessage(
            "no workload is named dense-16; a name is like dense-b256-w16-d2"
                + " or image-b64-s28-c1-f64");
  }
}
