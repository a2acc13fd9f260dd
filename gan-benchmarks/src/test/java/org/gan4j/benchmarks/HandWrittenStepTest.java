package org.gan4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandWrittenStepTest {
  private static final int BATCH = 256;
  private static final double TOLERANCE = 1e-6;

  /** A step moves a parameter by about this much; a gradient that cancels may be off by less. */
  private static final double LEARNING_RATE = 1e-3;

  private final QuadraticStepBenchmark.Batches batches = new QuadraticStepBenchmark.Batches();

  /**
   * At the scale of the experiment the real logits are saturated, at the small one they are not.
   */
  @ParameterizedTest
  @ValueSource(floats = {1f, 1e-3f})
  void threeStepsOfEitherPlayerAgreeWithAScalarImplementationInDoublePrecision(float scale) {
    scaleReal(scale);
    HandWrittenStep step = handWritten();
    ScalarStep expected = new ScalarStep(batches);
    for (int i = 0; i < 3; i++) {
      double loss = expected.discriminatorStep();
      assertThat((double) step.discriminatorStep()).isCloseTo(loss, within(TOLERANCE * loss));
    }
    assertClose(step.discriminator(), expected.discriminator.values);
    for (int i = 0; i < 3; i++) {
      double loss = expected.generatorStep();
      assertThat((double) step.generatorStep()).isCloseTo(loss, within(TOLERANCE * loss));
    }
    assertClose(step.discriminator(), expected.discriminator.values);
    assertClose(step.generator(), expected.generator.values);
  }

  @Test
  void generatingOnceGivesTheBitsOfGeneratingInEveryStep() {
    HandWrittenStep once = handWritten();
    HandWrittenStep always = handWritten();
    for (int iteration = 0; iteration < 2; iteration++) {
      once.generate();
      for (int i = 0; i < 3; i++) {
        assertThat(once.discriminatorStepOnGenerated()).isEqualTo(always.discriminatorStep());
      }
      assertThat(once.generatorStep()).isEqualTo(always.generatorStep());
    }
    assertThat(once.discriminator()).isEqualTo(always.discriminator());
    assertThat(once.generator()).isEqualTo(always.generator());
  }

  private void scaleReal(float scale) {
    for (int i = 0; i < batches.real.length; i++) {
      batches.real[i] *= scale;
    }
  }

  private HandWrittenStep handWritten() {
    return new HandWrittenStep(
        batches.generator, batches.discriminator, batches.real, batches.noise);
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("parameter %d", i)
          .isCloseTo(expected[i], within(TOLERANCE * (Math.abs(expected[i]) + LEARNING_RATE)));
    }
  }

  /** The same mathematics, one sample at a time. */
  private static final class ScalarStep {
    private final QuadraticStepBenchmark.Batches batches;
    private final ScalarNetwork generator;
    private final ScalarNetwork discriminator;

    ScalarStep(QuadraticStepBenchmark.Batches batches) {
      this.batches = batches;
      generator = new ScalarNetwork(batches.generator, 2, 16, 16, 2);
      discriminator = new ScalarNetwork(batches.discriminator, 2, 16, 16, 2, 1);
    }

    double discriminatorStep() {
      double loss = 0;
      for (int sample = 0; sample < BATCH; sample++) {
        loss += discriminatorLoss(point(batches.real, sample), -1);
        loss += discriminatorLoss(generator.run(point(batches.noise, sample)), 1);
      }
      discriminator.update();
      return loss / BATCH;
    }

    double generatorStep() {
      double loss = 0;
      for (int sample = 0; sample < BATCH; sample++) {
        double[] fake = generator.run(point(batches.noise, sample));
        double logit = discriminator.run(fake)[0];
        loss += softplus(-logit);
        generator.back(discriminator.back(new double[] {-sigmoid(-logit) / BATCH}));
      }
      discriminator.forgetGradients();
      generator.update();
      return loss / BATCH;
    }

    private double discriminatorLoss(double[] point, int sign) {
      double logit = discriminator.run(point)[0];
      discriminator.back(new double[] {sign * sigmoid(sign * logit) / BATCH});
      return softplus(sign * logit);
    }

    private static double[] point(float[] points, int sample) {
      return new double[] {points[2 * sample], points[2 * sample + 1]};
    }

    private static double softplus(double x) {
      return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double sigmoid(double x) {
      return 1 / (1 + Math.exp(-x));
    }
  }

  /** Dense layers, leaky ReLU after those of 16, trained by TensorFlow 1's RMSProp. */
  private static final class ScalarNetwork {
    final double[] values;
    private final int[] sizes;
    private final double[] gradients;
    private final double[] meanSquares;
    private final double[][] outputs;

    ScalarNetwork(float[] initial, int... sizes) {
      this.sizes = sizes;
      values = new double[initial.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = initial[i];
      }
      gradients = new double[values.length];
      meanSquares = new double[values.length];
      Arrays.fill(meanSquares, 1);
      outputs = new double[sizes.length][];
    }

    double[] run(double[] input) {
      outputs[0] = input;
      int kernel = 0;
      for (int layer = 1; layer < sizes.length; layer++) {
        int biases = kernel + sizes[layer - 1] * sizes[layer];
        outputs[layer] = new double[sizes[layer]];
        for (int o = 0; o < sizes[layer]; o++) {
          double sum = values[biases + o];
          for (int i = 0; i < sizes[layer - 1]; i++) {
            sum += outputs[layer - 1][i] * values[kernel + i * sizes[layer] + o];
          }
          outputs[layer][o] = sizes[layer] == 16 && sum < 0 ? 0.2 * sum : sum;
        }
        kernel = biases + sizes[layer];
      }
      return outputs[sizes.length - 1];
    }

    /** Adds to the gradients for the input of the last run; returns the gradient of that input. */
    double[] back(double[] gradient) {
      int end = values.length;
      for (int layer = sizes.length - 1; layer > 0; layer--) {
        int biases = end - sizes[layer];
        int kernel = biases - sizes[layer - 1] * sizes[layer];
        double[] before = new double[sizes[layer - 1]];
        for (int o = 0; o < sizes[layer]; o++) {
          double slope = sizes[layer] == 16 && outputs[layer][o] < 0 ? 0.2 : 1;
          double d = slope * gradient[o];
          gradients[biases + o] += d;
          for (int i = 0; i < sizes[layer - 1]; i++) {
            gradients[kernel + i * sizes[layer] + o] += outputs[layer - 1][i] * d;
            before[i] += values[kernel + i * sizes[layer] + o] * d;
          }
        }
        gradient = before;
        end = kernel;
      }
      return gradient;
    }

    void forgetGradients() {
      Arrays.fill(gradients, 0);
    }

    void update() {
      for (int i = 0; i < values.length; i++) {
        double g = gradients[i];
        meanSquares[i] += (g * g - meanSquares[i]) * 0.1;
        values[i] -= LEARNING_RATE * g / Math.sqrt(meanSquares[i] + 1e-10);
      }
      forgetGradients();
    }
  }
}
