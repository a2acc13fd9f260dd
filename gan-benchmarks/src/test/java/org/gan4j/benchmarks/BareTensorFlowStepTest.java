package org.gan4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BareTensorFlowStepTest {

  @Test
  void itTakesTheStepsOfTheHandWrittenOne() {
    QuadraticStepBenchmark.Batches batches = new QuadraticStepBenchmark.Batches();
    HandWrittenStep expected =
        new HandWrittenStep(batches.generator, batches.discriminator, batches.real, batches.noise);
    try (BareTensorFlowStep step =
        new BareTensorFlowStep(
            batches.generator, batches.discriminator, batches.real, batches.noise)) {
      for (int i = 0; i < 3; i++) {
        assertLoss(step.discriminatorStep(), expected.discriminatorStep());
      }
      for (int i = 0; i < 3; i++) {
        assertLoss(step.generatorStep(), expected.generatorStep());
      }
      assertLoss(step.discriminatorStep(), expected.discriminatorStep());
    }
  }

  private static void assertLoss(float loss, float expected) {
    assertThat(loss).isCloseTo(expected, within(1e-5f * expected));
  }
}
