package org.gan4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.program.Program;
import org.junit.jupiter.api.Test;

/** Derivatives where functions have none: what is documented, not whatever falls out. */
class KinksTest {
  private static final Tensor X = Tensor.input("x", Shape.of(4));
  private static final Tensor Y = Tensor.input("y", Shape.of(4));
  private static final double[] X_VALUES = {0, 2, -3, 2};
  private static final double[] Y_VALUES = {0, 2, 5, 1};

  private static double[] gradient(Tensor value, Tensor by) {
    Tensor gradient = Gradients.of(value.sum(), List.of(by)).get(0);
    Program program = Program.named("gradient").output("g", gradient).build();
    return Objects.requireNonNull(
        ReferenceBackend.evaluate(program, Map.of(X.op(), X_VALUES, Y.op(), Y_VALUES)).get("g"));
  }

  @Test
  void theGradientOfATieGoesToTheLeftOperand() {
    assertThat(gradient(X.max(Y), X)).containsExactly(1, 1, 0, 1);
    assertThat(gradient(X.max(Y), Y)).containsExactly(0, 0, 1, 0);
    assertThat(gradient(X.min(Y), X)).containsExactly(1, 1, 1, 0);
    assertThat(gradient(X.min(Y), Y)).containsExactly(0, 0, 0, 1);
  }

  @Test
  void equalMaximaShareTheGradient() {
    assertThat(gradient(X.maxOver(0).times(6), X)).containsExactly(0, 3, 0, 3);
  }

  @Test
  void theAbsoluteValueAndTheRectifierAreFlatAtZero() {
    assertThat(gradient(X.abs(), X)).containsExactly(0, 1, -1, 1);
    ModelTrace relu = new ModelTrace("relu", Layers.relu(), Mode.TRAIN);
    assertThat(gradient(relu.apply(X).output(), X)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void clippingPassesTheGradientOnTheLimits() {
    assertThat(gradient(X.clip(-1, 2), X)).containsExactly(1, 1, 0, 1);
    assertThat(gradient(X.clip(0, 1), X)).containsExactly(1, 0, 0, 0);
  }

  @Test
  void whatIsNotChosenHasNoInfluenceEvenIfItIsNaN() {
    Tensor root = X.sqrt().where(X.isAbove(0));
    assertThat(gradient(root.plus(Y), Y)).containsExactly(1, 1, 1, 1);
    assertThat(gradient(Tensor.select(X.isAbove(0), Y, Y.log()), Y))
        .containsExactly(Double.POSITIVE_INFINITY, 1, 0.2, 1);
  }
}
