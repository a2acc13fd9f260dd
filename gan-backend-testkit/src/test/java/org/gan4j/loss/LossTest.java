package org.gan4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Every loss at points computed by hand, on both sides of every branch. */
class LossTest {
  private static final float[] REAL = {2, -1};
  private static final float[] FAKE = {0.5f, -3};

  private static final Tensor REAL_LOGITS = Tensor.input("real", Shape.of(2, 1));
  private static final Tensor FAKE_LOGITS = Tensor.input("fake", Shape.of(2, 1));

  private static float[] evaluate(Tensor tensor, float[] real, float[] fake) {
    Program program =
        Program.named("loss")
            .output("value", tensor)
            .output("real", REAL_LOGITS)
            .output("fake", FAKE_LOGITS)
            .build();
    try (Session session = Session.open(new ReferenceBackend(), Map.of())) {
      Map<String, float[]> outputs =
          session.compile(program).run(Map.of("real", real, "fake", fake));
      return Objects.requireNonNull(outputs.get("value"));
    }
  }

  private static void assertLosses(Loss loss, double discriminator, double generator) {
    assertThat((double) evaluate(loss.discriminator(REAL_LOGITS, FAKE_LOGITS), REAL, FAKE)[0])
        .as("discriminator")
        .isCloseTo(discriminator, within(1e-6));
    assertThat((double) evaluate(loss.generator(REAL_LOGITS, FAKE_LOGITS), REAL, FAKE)[0])
        .as("generator")
        .isCloseTo(generator, within(1e-6));
  }

  private static double softplus(double x) {
    return Math.log(1 + Math.exp(x));
  }

  private static double mean(double a, double b) {
    return (a + b) / 2;
  }

  @Test
  void nonSaturating() {
    assertLosses(
        GanLosses.nonSaturating(),
        mean(softplus(-2), softplus(1)) + mean(softplus(0.5), softplus(-3)),
        mean(softplus(-0.5), softplus(3)));
  }

  @Test
  void minimax() {
    assertLosses(
        GanLosses.minimax(),
        mean(softplus(-2), softplus(1)) + mean(softplus(0.5), softplus(-3)),
        -mean(softplus(0.5), softplus(-3)));
  }

  @Test
  void leastSquares() {
    assertLosses(GanLosses.leastSquares(), mean(1, 4) / 2 + mean(0.25, 9) / 2, mean(0.25, 16) / 2);
  }

  @Test
  void wasserstein() {
    assertLosses(GanLosses.wasserstein(), mean(0.5, -3) - mean(2, -1), -mean(0.5, -3));
  }

  @Test
  void hinge() {
    assertLosses(GanLosses.hinge(), mean(0, 2) + mean(1.5, 0), -mean(0.5, -3));
  }

  @Test
  void relativisticPairing() {
    assertLosses(
        GanLosses.relativisticPairing(),
        mean(softplus(0.5 - 2), softplus(-3 + 1)),
        mean(softplus(2 - 0.5), softplus(-1 + 3)));
  }

  @Test
  void equilibriumOfTheNonSaturatingLossIsTwoLogTwoAndLogTwo() {
    float[] zeros = {0, 0};
    Loss loss = GanLosses.nonSaturating();
    assertThat((double) evaluate(loss.discriminator(REAL_LOGITS, FAKE_LOGITS), zeros, zeros)[0])
        .isCloseTo(2 * Math.log(2), within(1e-6));
    assertThat((double) evaluate(loss.generator(REAL_LOGITS, FAKE_LOGITS), zeros, zeros)[0])
        .isCloseTo(Math.log(2), within(1e-6));
  }

  @Test
  void extremeLogitsGiveFiniteLossesAndGradients() {
    float[] real = {-1e4f, 1e4f};
    float[] fake = {1e4f, -1e4f};
    for (Loss loss :
        List.of(GanLosses.nonSaturating(), GanLosses.minimax(), GanLosses.relativisticPairing())) {
      Tensor value = loss.discriminator(REAL_LOGITS, FAKE_LOGITS);
      assertThat(evaluate(value, real, fake)[0]).isFinite().isPositive();
      Tensor gradient = Gradients.of(value, List.of(FAKE_LOGITS)).get(0);
      assertThat(evaluate(gradient, real, fake)).containsExactly(0.5f, 0);
    }
  }
}
