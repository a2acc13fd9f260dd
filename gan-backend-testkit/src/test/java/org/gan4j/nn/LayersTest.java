package org.gan4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import java.util.Objects;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Every layer at points computed by hand, on both sides of every branch. */
class LayersTest {
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private static void assertActivation(Network activation, double x, double y) {
    float[] result = new Applied(activation, Mode.INFERENCE, Shape.of(1, 1), (float) x).output;
    assertThat((double) result[0]).as("%s of %s", activation.kind(), x).isCloseTo(y, within(1e-6));
  }

  @Test
  void rectifiers() {
    assertActivation(Layers.identity(), -3, -3);
    assertActivation(Layers.relu(), 2, 2);
    assertActivation(Layers.relu(), -2, 0);
    assertActivation(Layers.leakyRelu(0.2), 2, 2);
    assertActivation(Layers.leakyRelu(0.2), -2, -0.4);
  }

  @Test
  void exponentialUnits() {
    assertActivation(Layers.elu(), 2, 2);
    assertActivation(Layers.elu(), -1, Math.exp(-1) - 1);
    assertActivation(Layers.selu(), 2, SELU_SCALE * 2);
    assertActivation(Layers.selu(), -1, SELU_SCALE * SELU_ALPHA * (Math.exp(-1) - 1));
  }

  /** {@code exp(x) - 1} has no right digit there, even in double precision. */
  @Test
  void exponentialUnitsKeepTheirDigitsNearZero() {
    double x = -1e-16f;
    assertRelative(Layers.elu(), x, x);
    assertRelative(Layers.selu(), x, SELU_SCALE * SELU_ALPHA * x);
  }

  private static void assertRelative(Network activation, double x, double y) {
    float[] result = new Applied(activation, Mode.INFERENCE, Shape.of(1, 1), (float) x).output;
    assertThat((double) result[0]).isCloseTo(y, withinPercentage(1e-4));
  }

  /** Phi(1) = 0.8413447460685429, from tables of the normal distribution. */
  @Test
  void smoothUnits() {
    assertActivation(Layers.gelu(), 1, 0.8413447460685429);
    assertActivation(Layers.gelu(), -1, 0.8413447460685429 - 1);
    assertActivation(Layers.swish(), 1, 1 / (1 + Math.exp(-1)));
    assertActivation(Layers.swish(), -2, -2 / (1 + Math.exp(2)));
    assertActivation(Layers.tanh(), 0.5, Math.tanh(0.5));
    assertActivation(Layers.sigmoid(), 0.5, 1 / (1 + Math.exp(-0.5)));
    assertActivation(Layers.softplus(), 0.5, Math.log(1 + Math.exp(0.5)));
  }

  @Test
  void denseMultipliesByItsKernelAndAddsItsBias() {
    Initializer counting =
        (values, shape, stream) -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
          }
        };
    Dense dense =
        Dense.of(2).withKernelInitializer(counting).withBiasInitializer(Initializer.constant(0.5));
    float[] input = {1, 2, 3};
    assertThat(new Applied(dense, Mode.TRAIN, Shape.of(1, 3), input).output)
        .containsExactly(1 + 2 * 3 + 3 * 5 + 0.5f, 2 + 2 * 4 + 3 * 6 + 0.5f);
    assertThat(new Applied(dense.withoutBias(), Mode.TRAIN, Shape.of(1, 3), input).output)
        .containsExactly(22, 28);
  }

  @Test
  void batchNormTrainsWithTheBatchAndMovesItsStatistics() {
    Network norm = BatchNorm.of().withMomentum(0.9).withEpsilon(3);
    Applied applied = new Applied(norm, Mode.TRAIN, Shape.of(2, 1), 2, 4);
    assertThat(applied.output).containsExactly(-0.5f, 0.5f);
    assertThat(applied.variables.get("model/runningMean")).containsExactly(0.3f);
    assertThat(Objects.requireNonNull(applied.variables.get("model/runningVariance"))[0])
        .isCloseTo(1f, within(1e-6f));
  }

  @Test
  void batchNormInUseTakesItsStatistics() {
    Applied applied = new Applied(BatchNorm.of(), Mode.INFERENCE, Shape.of(2, 1), 2, 4);
    double deviation = Math.sqrt(1 + 1e-5);
    assertThat((double) applied.output[0]).isCloseTo(2 / deviation, within(1e-6));
    assertThat((double) applied.output[1]).isCloseTo(4 / deviation, within(1e-6));
    assertThat(applied.variables.get("model/runningMean")).containsExactly(0);
  }

  @Test
  void layerNormTreatsEachSampleForItself() {
    float[] output =
        new Applied(Layers.layerNorm(), Mode.TRAIN, Shape.of(2, 2), 1, 3, 100, 500).output;
    assertThat(output[0]).isCloseTo(-1f, within(1e-5f));
    assertThat(output[1]).isCloseTo(1f, within(1e-5f));
    assertThat(output[2]).isCloseTo(-1f, within(1e-5f));
    assertThat(output[3]).isCloseTo(1f, within(1e-5f));
  }

  @Test
  void dropoutScalesWhatItKeepsAndDoesNothingInUse() {
    Network dropout = Layers.dropout(0.75);
    Map<String, float[]> mask = Map.of("model/mask", new float[] {0.74f, 0.75f, 0.1f, 0.9f});
    float[] x = {1, 2, 3, 4};
    assertThat(new Applied(dropout, Mode.TRAIN, Shape.of(2, 2), mask, x).output)
        .containsExactly(0, 8, 0, 16);
    assertThat(new Applied(dropout, Mode.INFERENCE, Shape.of(2, 2), x).output)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void aResidualBlockAddsItsInput() {
    Network block = Layers.residual(Layers.lambda(x -> x.times(x)));
    assertThat(new Applied(block, Mode.TRAIN, Shape.of(1, 2), 3, -2).output).containsExactly(12, 2);
  }

  @Test
  void aResidualBlockThatChangesTheShapeIsRefused() {
    Network block = Layers.residual(Layers.dense(3));
    assertThatThrownBy(() -> new Applied(block, Mode.TRAIN, Shape.of(1, 2), 3, -2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[1, 3]", "[1, 2]", "at model", "fix:");
  }

  @Test
  void flattenKeepsTheBatch() {
    ModelTrace model = new ModelTrace("model", Layers.flatten(), Mode.TRAIN);
    Tensor output = model.apply(Tensor.input("x", Shape.of(5, 4, 3, 2))).output();
    assertThat(output.shape()).isEqualTo(Shape.of(5, 24));
  }

  @Test
  void appliedTwiceANetworkSharesItsParametersButNotItsRandomNumbers() {
    Network network = Layers.sequential(Layers.dense(2), Layers.dropout(0.5));
    ModelTrace model = new ModelTrace("model", network, Mode.TRAIN);
    model.apply(Tensor.input("a", Shape.of(1, 2)));
    model.apply(Tensor.input("b", Shape.of(1, 2)));
    assertThat(model.parameters()).hasSize(2);
    assertThat(model.randomInputs()).hasSize(2);
    assertThatThrownBy(() -> model.apply(Tensor.input("c", Shape.of(1, 3))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("model/dense1/kernel", "[2, 2]", "[3, 2]");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Layers.dropout(1)).hasMessageContaining("[0, 1)");
    assertThatThrownBy(() -> Layers.dropout(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Layers.dense(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> BatchNorm.of().withMomentum(1)).hasMessageContaining("momentum");
    assertThatThrownBy(() -> BatchNorm.of().withEpsilon(0)).hasMessageContaining("epsilon");
  }
}
