package org.gan4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.optim.OptimizerPath.assertPath;

import org.junit.jupiter.api.Test;

/** Every optimizer over several steps against its paper's formulas, written out in doubles. */
class OptimizerTest {
  @Test
  void plainGradientDescent() {
    assertPath(Sgd.of(0.1), (w, g, step) -> w - 0.1 * g);
  }

  @Test
  void momentum() {
    double[] v = {0};
    assertPath(
        Sgd.of(0.1).withMomentum(0.9),
        (w, g, step) -> {
          v[0] = 0.9 * v[0] + g;
          return w - 0.1 * v[0];
        });
  }

  @Test
  void nesterovMomentum() {
    double[] v = {0};
    assertPath(
        Sgd.of(0.1).withNesterovMomentum(0.9),
        (w, g, step) -> {
          v[0] = 0.9 * v[0] + g;
          return w - 0.1 * (g + 0.9 * v[0]);
        });
  }

  @Test
  void rmsPropOfTensorFlow1StartsAtOneWithEpsilonInsideTheRoot() {
    double[] ms = {1};
    assertPath(
        RmsProp.of(0.1).withEpsilon(0.01),
        (w, g, step) -> {
          ms[0] += (g * g - ms[0]) * (1 - 0.9);
          return w - 0.1 * g / Math.sqrt(ms[0] + 0.01);
        });
  }

  @Test
  void rmsPropOfTensorFlow1WithMomentumAccumulatesScaledSteps() {
    double[] ms = {1};
    double[] m = {0};
    assertPath(
        RmsProp.of(0.1).withMomentum(0.5),
        (w, g, step) -> {
          ms[0] += (g * g - ms[0]) * (1 - 0.9);
          m[0] = 0.5 * m[0] + 0.1 * g / Math.sqrt(ms[0] + 1e-10);
          return w - m[0];
        });
  }

  @Test
  void rmsPropOfKerasStartsAtZeroWithEpsilonInsideTheRoot() {
    double[] ms = {0};
    assertPath(
        RmsProp.keras(0.1).withEpsilon(0.01),
        (w, g, step) -> {
          ms[0] = 0.9 * ms[0] + 0.1 * g * g;
          return w - 0.1 * g / Math.sqrt(ms[0] + 0.01);
        });
  }

  @Test
  void rmsPropOfPyTorchHasEpsilonOutsideTheRootAndScalesAccumulatedSteps() {
    double[] ms = {0};
    double[] m = {0};
    assertPath(
        RmsProp.pyTorch(0.1).withEpsilon(0.01).withMomentum(0.5),
        (w, g, step) -> {
          ms[0] = 0.99 * ms[0] + 0.01 * g * g;
          m[0] = 0.5 * m[0] + g / (Math.sqrt(ms[0]) + 0.01);
          return w - 0.1 * m[0];
        });
  }

  @Test
  void adamCorrectsTheBiasOfItsMoments() {
    double[] m = {0};
    double[] v = {0};
    assertPath(
        Adam.of(0.1).withBetas(0.5, 0.9).withEpsilon(0.01),
        (w, g, step) -> {
          m[0] = 0.5 * m[0] + 0.5 * g;
          v[0] = 0.9 * v[0] + 0.1 * g * g;
          double mean = m[0] / (1 - Math.pow(0.5, step + 1));
          double square = v[0] / (1 - Math.pow(0.9, step + 1));
          return w - 0.1 * mean / (Math.sqrt(square) + 0.01);
        });
  }

  @Test
  void adamWShrinksTheWeightApartFromTheGradient() {
    double[] m = {0};
    double[] v = {0};
    assertPath(
        Adam.decoupled(0.1).withWeightDecay(0.2),
        (w, g, step) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          v[0] = 0.999 * v[0] + 0.001 * g * g;
          double mean = m[0] / (1 - Math.pow(0.9, step + 1));
          double square = v[0] / (1 - Math.pow(0.999, step + 1));
          return w - 0.1 * mean / (Math.sqrt(square) + 1e-8) - 0.1 * 0.2 * w;
        });
  }

  @Test
  void adagradAddsUpSquares() {
    double[] s = {0.1};
    assertPath(
        Adagrad.of(0.1).withInitialAccumulator(0.1),
        (w, g, step) -> {
          s[0] += g * g;
          return w - 0.1 * g / (Math.sqrt(s[0]) + 1e-10);
        });
  }

  @Test
  void clippingByValueLimitsEachElement() {
    assertPath(
        Clipping.gradientsByValue(0.4, Sgd.of(0.1)),
        (w, g, step) -> w - 0.1 * Math.max(-0.4, Math.min(0.4, g)));
  }

  @Test
  void clippingByGlobalNormScalesAllElementsTogether() {
    assertPath(
        Clipping.gradientsByGlobalNorm(1, Sgd.of(0.1)),
        (w, g, step) -> w - 0.1 * g / Math.max(1, Math.sqrt(2) * Math.abs(g)));
  }

  @Test
  void weightClippingLimitsTheResult() {
    assertPath(
        Clipping.weights(0.6, Sgd.of(0.1)),
        (w, g, step) -> Math.max(-0.6, Math.min(0.6, w - 0.1 * g)));
  }

  @Test
  void equalSettingsAreEqualOptimizers() {
    assertThat(Adam.of(0.1)).isEqualTo(Adam.of(0.1)).isNotEqualTo(Adam.of(0.2));
    assertThat(Adam.of(0.1)).isNotEqualTo(Adam.of(0.1).withEpsilon(1e-3));
    assertThat(Sgd.of(Schedule.warmUp(3, Schedule.cosine(0.1, 0, 9))).toString())
        .isEqualTo(
            "Sgd[learningRate=WarmUp[steps=3, then=Cosine[start=0.1, end=0.0, steps=9]],"
                + " momentum=0.0, nesterov=false]");
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    assertThatThrownBy(() -> Sgd.of(0.1).withMomentum(1)).hasMessageContaining("momentum");
    assertThatThrownBy(() -> Adam.of(0.1).withBetas(0.9, 1)).hasMessageContaining("beta2");
    assertThatThrownBy(() -> Adam.of(0.1).withBetas(0.999999999999, 0))
        .hasMessage("Adam's beta1 must be in [0, 1) as a 32-bit float, not 0.999999999999");
    assertThatThrownBy(() -> Adam.of(0.1).withEpsilon(0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> Adam.of(0.1).withEpsilon(1e-50))
        .hasMessage("Adam's epsilon must be positive and finite as a 32-bit float, not 1.0E-50");
    assertThatThrownBy(() -> Adam.of(0.1).withWeightDecay(Double.NaN))
        .hasMessageContaining("weight decay");
    assertThatThrownBy(() -> RmsProp.of(0.1).withDecay(-0.1)).hasMessageContaining("decay");
    assertThatThrownBy(() -> Adagrad.of(0.1).withInitialAccumulator(1e39))
        .hasMessageContaining("initial accumulator");
    assertThatThrownBy(() -> Adagrad.of(0.1).withEpsilon(-1)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> Clipping.weights(0, Sgd.of(1))).hasMessageContaining("limit");
  }

  @Test
  @SuppressWarnings("NullAway") // As a caller without null checks might.
  void nullIsRejectedByName() {
    assertThatThrownBy(() -> Sgd.of(null)).hasMessageContaining("SGD's learning rate");
    assertThatThrownBy(() -> Adam.of(null)).hasMessageContaining("Adam's learning rate");
    assertThatThrownBy(() -> Adagrad.of(null)).hasMessageContaining("Adagrad's learning rate");
    assertThatThrownBy(() -> RmsProp.of(null)).hasMessageContaining("RMSProp's learning rate");
    assertThatThrownBy(() -> new RmsProp(Schedule.constant(1), null, 0, 0, 1))
        .hasMessage("RMSProp's rule must be given, not null");
    assertThatThrownBy(() -> Clipping.weights(1, null)).hasMessageContaining("clipped weights");
    assertThatThrownBy(() -> Clipping.gradientsByValue(1, null))
        .hasMessageContaining("the optimizer behind");
  }
}
