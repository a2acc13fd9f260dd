package org.gan4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.inject.Guice;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.GanModule;
import org.gan4j.train.Iteration;
import org.gan4j.train.Trainer;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same program from the same seed, one step at a time, on every engine in one JVM. */
class BackendsAgreeTest {
  private static final int STEPS = 100;

  private static List<Float> losses(String backend, long seed) {
    QuadraticSettings settings = QuadraticSettings.faithful();
    TrainingPlan plan =
        settings.plan().withIterations(STEPS / 2).withStepsPerIteration(1, 1).withSeed(seed);
    List<Float> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            losses.add(iteration.discriminatorLoss());
            losses.add(iteration.generatorLoss());
          }
        };
    Guice.createInjector(GanModule.withBackend(backend))
        .getInstance(Trainer.class)
        .train(settings.gan(), settings.samples(), plan, listener)
        .close();
    return losses;
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "nd4j", "tf"})
  void theFirstHundredLossesAreThoseOfTheReference(String backend) {
    for (long seed = 0; seed < 3; seed++) {
      List<Float> expected = losses("reference", seed);
      List<Float> actual = losses(backend, seed);
      assertThat(actual).hasSize(STEPS);
      for (int step = 0; step < STEPS; step++) {
        assertThat(actual.get(step))
            .as("%s, seed %d, step %d", backend, seed, step)
            .isCloseTo(expected.get(step), within(1e-4f * Math.abs(expected.get(step))));
      }
    }
  }
}
