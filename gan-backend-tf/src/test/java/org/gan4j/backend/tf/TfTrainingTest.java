package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.tanh;

import java.util.Map;
import org.gan4j.backend.BackendSettings;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.Trainer;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.optim.Adam;
import org.gan4j.optim.RmsProp;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.gan4j.train.TrainingListener;
import org.junit.jupiter.api.Test;

/** Both players' steps in one call give the bits of calls apart. */
class TfTrainingTest {
  private static final Trainer TRAINER =
      new AlternatingTrainer(new TfBackend(BackendSettings.DEFAULT));

  /** Keeps the players apart by its mere presence. */
  private static final class Between implements TrainingListener {
    @Override
    public boolean watchesSteps(int iteration) {
      return true;
    }
  }

  private static void assertSameBits(Gan gan, Samples data, TrainingPlan plan) {
    try (TrainedGan together = TRAINER.train(gan, data, plan);
        TrainedGan apart = TRAINER.train(gan, data, plan, new Between())) {
      Map<Variable, float[]> weights = together.weights();
      apart
          .weights()
          .forEach(
              (variable, value) ->
                  assertThat(weights.get(variable)).as(variable.name()).containsExactly(value));
    }
  }

  @Test
  void ofTheQuadraticExperiment() {
    Gan gan =
        Gan.of(
            Noise.uniform(2, -1, 1),
            sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2)),
            sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2), dense(1)),
            GanLosses.nonSaturating());
    TrainingPlan plan =
        TrainingPlan.of(RmsProp.of(1e-3))
            .withIterations(20)
            .withBatchSize(256)
            .withStepsPerIteration(10, 10)
            .withSharedBatch();
    assertSameBits(gan, Curves.quadratic(), plan);
  }

  @Test
  void ofConvolutionsWithBatchNorm() {
    Shape shape = Shape.of(8, 8, 3);
    Samples images = Samples.of(shape, (row, stream) -> stream.fillUniform(row, row.length, -1, 1));
    Gan gan =
        Gan.of(
            Noise.gaussian(10),
            sequential(
                dense(4 * 4 * 16).withoutBias(),
                reshape(4, 4, 16),
                batchNorm(),
                relu(),
                convTranspose2d(3, 4).withStride(2),
                tanh()),
            sequential(
                conv2d(16, 4).withStride(2),
                leakyRelu(0.2),
                conv2d(32, 4).withStride(2).withoutBias(),
                batchNorm(),
                leakyRelu(0.2),
                flatten(),
                dense(1)),
            GanLosses.nonSaturating());
    TrainingPlan plan =
        TrainingPlan.of(Adam.of(2e-4))
            .withIterations(10)
            .withBatchSize(16)
            .withStepsPerIteration(2, 1)
            .withSharedBatch();
    assertSameBits(gan, images, plan);
  }
}
