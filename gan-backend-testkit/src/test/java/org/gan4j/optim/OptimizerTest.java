package org.gan4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.testkit.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Every optimizer over several steps against its paper's formulas, written out in doubles. */
class OptimizerTest {
  private static final double[] GRADIENTS = {0.5, -1.5, 2.0, 0.25, -0.125};
  private static final double START = 0.75;

  /** One parameter under a rule that sees one gradient after another. */
  private static List<Double> path(Optimizer optimizer) {
    Tensor parameter = Tensor.variable("w", Shape.of(2));
    Tensor gradient = Tensor.input("g", Shape.of(2));
    Slots slots = new Slots("optimizer");
    Tensor moved = optimizer.update(List.of(parameter), List.of(gradient), slots).get(0);
    Program.Builder program =
        Program.named("step").update((Variable) parameter.op(), moved).output("w", moved);
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    Map<Variable, float[]> initial = new LinkedHashMap<>();
    initial.put((Variable) parameter.op(), new float[] {(float) START, (float) -START});
    slots
        .initialValues()
        .forEach(
            (variable, value) -> {
              float[] values = new float[variable.shape().elementCount()];
              Arrays.fill(values, value);
              initial.put(variable, values);
            });
    List<Double> path = new ArrayList<>();
    try (Session session = Session.open(new ReferenceBackend(), initial)) {
      Executable step = session.compile(program.build());
      for (double g : GRADIENTS) {
        float[] w =
            Objects.requireNonNull(
                step.run(Map.of("g", new float[] {(float) g, (float) -g})).get("w"));
        assertThat(w[1]).as("an odd rule moves the mirrored parameter alike").isEqualTo(-w[0]);
        path.add((double) w[0]);
      }
    }
    return path;
  }

  private static void assertPath(Optimizer optimizer, Rule rule) {
    double w = START;
    List<Double> path = path(optimizer);
    for (int step = 0; step < GRADIENTS.length; step++) {
      w = rule.next(w, GRADIENTS[step], step);
      assertThat(path.get(step)).as("after step " + step).isCloseTo(w, within(1e-6));
    }
  }

  private interface Rule {
    double next(double w, double g, int step);
  }

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
  void linearSchedule() {
    assertPath(
        Sgd.of(Schedule.linear(0.1, 0.02, 4)),
        (w, g, step) -> w - (0.1 + (0.02 - 0.1) * Math.min(1, step / 4.0)) * g);
  }

  @Test
  void cosineSchedule() {
    assertPath(
        Sgd.of(Schedule.cosine(0.1, 0.02, 3)),
        (w, g, step) -> {
          double progress = Math.min(1, step / 3.0);
          return w - (0.02 + (0.1 - 0.02) / 2 * (1 + Math.cos(Math.PI * progress))) * g;
        });
  }

  @Test
  void exponentialSchedule() {
    assertPath(
        Sgd.of(Schedule.exponential(0.1, 0.5, 2)),
        (w, g, step) -> w - 0.1 * Math.pow(0.5, step / 2.0) * g);
  }

  @Test
  void warmUpScalesTheScheduleThatFollows() {
    assertPath(
        Sgd.of(Schedule.warmUp(3, Schedule.constant(0.1))),
        (w, g, step) -> w - 0.1 * Math.min(1, (step + 1) / 3.0) * g);
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
  void settingsOutOfRangeAreRejected() {
    assertThatThrownBy(() -> Sgd.of(Double.NaN)).hasMessageContaining("learning rate");
    assertThatThrownBy(() -> Sgd.of(0)).hasMessageContaining("learning rate");
    assertThatThrownBy(() -> Sgd.of(0.1).withMomentum(1)).hasMessageContaining("momentum");
    assertThatThrownBy(() -> Adam.of(0.1).withBetas(0.9, 1)).hasMessageContaining("beta2");
    assertThatThrownBy(() -> Adam.of(0.1).withEpsilon(0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> RmsProp.of(0.1).withDecay(-0.1)).hasMessageContaining("decay");
    assertThatThrownBy(() -> Clipping.weights(0, Sgd.of(1))).hasMessageContaining("limit");
    assertThatThrownBy(() -> Schedule.cosine(0.1, 0, 0).rate(new Slots("s")))
        .hasMessageContaining("at least 1 step");
  }
}
