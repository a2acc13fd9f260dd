package org.gan4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.nn.Distribution;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Every penalty on critics whose gradient is known. */
class PenaltyTest {
  private static final Tensor WEIGHT = Tensor.variable("w", Shape.of(2, 1));

  /** D(x) = x w, whose gradient is w everywhere. */
  private static Tensor linear(Tensor x) {
    return x.matMul(WEIGHT);
  }

  /** D(x) = |x|² / 2, whose gradient is x. */
  private static Tensor squared(Tensor x) {
    return x.square().sum(1).times(0.5);
  }

  private record Situation(UnaryOperator<Tensor> discriminator) implements Penalty.Context {
    @Override
    public Tensor real() {
      return Tensor.input("real", Shape.of(2, 2));
    }

    @Override
    public Tensor fake() {
      return Tensor.input("fake", Shape.of(2, 2));
    }

    @Override
    public Tensor random(String name, Shape shape, Distribution distribution) {
      assertThat(shape).as("one position for each sample").isEqualTo(Shape.of(2, 1));
      return Tensor.input("position", shape);
    }
  }

  private static double[] penaltyAndWeightGradient(
      Penalty penalty, UnaryOperator<Tensor> discriminator, float w0, float w1) {
    Tensor traced = penalty.of(new Situation(discriminator));
    Tensor gradient = Gradients.of(traced, List.of(WEIGHT)).get(0);
    Program program = Program.named("penalty").output("p", traced).output("g", gradient).build();
    Map<String, float[]> inputs =
        Map.of(
            "real", new float[] {3, 4, 0, 0},
            "fake", new float[] {0, 0, 0, 2},
            "position", new float[] {0.5f, 0.25f});
    try (Session session =
        Session.open(
            new ReferenceBackend(), Map.of((Variable) WEIGHT.op(), new float[] {w0, w1}))) {
      Map<String, float[]> needed = new HashMap<>(inputs);
      needed
          .keySet()
          .removeIf(n -> program.inputs().stream().noneMatch(input -> input.name().equals(n)));
      Map<String, float[]> outputs = session.compile(program).run(needed);
      float[] value = Objects.requireNonNull(outputs.get("p"));
      float[] slope = Objects.requireNonNull(outputs.get("g"));
      return new double[] {value[0], slope[0], slope[1]};
    }
  }

  private static void assertPenalty(
      Penalty penalty, float w0, float w1, double value, double g0, double g1) {
    double[] actual = penaltyAndWeightGradient(penalty, PenaltyTest::linear, w0, w1);
    assertThat(actual[0]).as("penalty").isCloseTo(value, within(1e-5));
    assertThat(actual[1]).as("derivative by w0").isCloseTo(g0, within(1e-5));
    assertThat(actual[2]).as("derivative by w1").isCloseTo(g1, within(1e-5));
  }

  @Test
  void wganGpOnASlopeOfFive() {
    assertPenalty(Penalties.wganGp(10), 3, 4, 10 * 16, 10 * 2 * 4 * 0.6, 10 * 2 * 4 * 0.8);
  }

  @Test
  void wganGpPullsASlopeBelowOneUp() {
    assertPenalty(Penalties.wganGp(10), 0.3f, 0.4f, 10 * 0.25, -10 * 0.6, -10 * 0.8);
  }

  @Test
  void oneSidedWganGpLeavesASlopeBelowOneAlone() {
    assertPenalty(Penalties.wganGpOneSided(10), 0.3f, 0.4f, 0, 0, 0);
    assertPenalty(Penalties.wganGpOneSided(10), 3, 4, 160, 10 * 2 * 4 * 0.6, 10 * 2 * 4 * 0.8);
  }

  @Test
  void wganGpOfAConstantCriticHasNoNaN() {
    assertPenalty(Penalties.wganGp(10), 0, 0, 10, 0, 0);
  }

  @Test
  void wganGpTakesTheNormOfEachSampleAtItsOwnPosition() {
    // Between are (1.5, 2) with slope 2.5 and (0, 0.5) with slope 0.5.
    double[] actual = penaltyAndWeightGradient(Penalties.wganGp(1), PenaltyTest::squared, 0, 0);
    assertThat(actual[0]).isCloseTo((1.5 * 1.5 + 0.5 * 0.5) / 2, within(1e-6));
  }

  @Test
  void r1LooksAtRealAndR2AtGeneratedSamples() {
    double[] r1 = penaltyAndWeightGradient(Penalties.r1(3), PenaltyTest::squared, 0, 0);
    double[] r2 = penaltyAndWeightGradient(Penalties.r2(3), PenaltyTest::squared, 0, 0);
    assertThat(r1[0]).isCloseTo(1.5 * (25 + 0) / 2, within(1e-6));
    assertThat(r2[0]).isCloseTo(1.5 * (0 + 4) / 2, within(1e-6));
    assertPenalty(Penalties.r1(3), 3, 4, 1.5 * 25, 3 * 3, 3 * 4);
  }

  @Test
  void penaltiesAddUp() {
    Penalty both = Penalties.sum(List.of(Penalties.r1(3), Penalties.r2(3)));
    assertPenalty(both, 3, 4, 2 * 1.5 * 25, 2 * 3 * 3, 2 * 3 * 4);
  }

  @Test
  void aWeightMustBePositive() {
    assertThatThrownBy(() -> Penalties.wganGp(0)).hasMessageContaining("weight");
    assertThatThrownBy(() -> Penalties.r1(Double.NaN)).hasMessageContaining("gamma");
  }
}
