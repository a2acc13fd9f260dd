package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.gan.Gan;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Penalties;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Schedule;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Checkpoints;
import org.gan4j.train.Iteration;
import org.gan4j.train.LossLog;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is resumed from a file takes the same course to the bit. */
interface ResumingConformance extends Fixture {
  int ITERATIONS = 9;

  /** With masks, running statistics, slots, a schedule and an average: all that is a state. */
  static Training training(boolean sharedBatch) {
    Gan gan =
        Gan.of(
                Noise.gaussian(2),
                sequential(dense(6), batchNorm(), leakyRelu(0.2), dense(2)),
                sequential(dense(6), leakyRelu(0.2), dropout(0.3), dense(1)),
                GanLosses.nonSaturating())
            .withPenalty(Penalties.r1(0.1));
    TrainingPlan plan =
        TrainingPlan.of(Adam.of(Schedule.cosine(1e-2, 1e-3, 40)))
            .withStepsPerIteration(2, 1)
            .withBatchSize(8)
            .withGeneratorAverage(0.9);
    return Training.of(
            GanScheme.of(gan, Curves.quadratic(), sharedBatch ? plan.withSharedBatch() : plan))
        .withIterations(ITERATIONS)
        .withSeed(7);
  }

  /** Notes the losses of each iteration. */
  record Losses(List<float[]> seen) implements TrainingListener {
    @Override
    public void iterationEnded(Iteration iteration) {
      seen.add(
          new float[] {
            iteration.number(),
            iteration.loss(GanScheme.DISCRIMINATOR),
            iteration.loss(GanScheme.GENERATOR)
          });
    }
  }

  /** Compares what a resumed training has with what it should have: to the bit. */
  default void assertTheSame(String what, float[] resumed, float[] expected) {
    assertThat(resumed).as(what).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  default void aResumedTrainingTakesTheSameCourseToTheBit(boolean sharedBatch, @TempDir Path folder)
      throws IOException {
    Losses whole = new Losses(new ArrayList<>());
    Map<Variable, float[]> expected;
    try (Trained trained = training(sharedBatch).run(backend(), whole)) {
      expected = trained.weights();
    }
    Losses parts = new Losses(new ArrayList<>());
    Path log = folder.resolve("losses.csv");
    training(sharedBatch)
        .withIterations(4)
        .run(backend(), Checkpoints.in(folder), new LossLog(log), parts)
        .close();
    Checkpoint checkpoint = Checkpoints.newest(folder).orElseThrow();
    assertThat(checkpoint.iterations()).isEqualTo(4);
    try (Trained trained =
        training(sharedBatch)
            .resume(backend(), checkpoint, Checkpoints.in(folder), new LossLog(log), parts)) {
      Map<Variable, float[]> resumed = trained.weights();
      assertThat(List.copyOf(resumed.keySet())).isEqualTo(List.copyOf(expected.keySet()));
      expected.forEach(
          (variable, values) ->
              assertTheSame(variable.name(), resumed.getOrDefault(variable, new float[0]), values));
      assertThat(trained.summary().iterations()).isEqualTo(ITERATIONS);
    }
    assertThat(parts.seen()).hasSameSizeAs(whole.seen());
    for (int i = 0; i < ITERATIONS; i++) {
      assertTheSame("losses", parts.seen().get(i), whole.seen().get(i));
    }
  }
}
