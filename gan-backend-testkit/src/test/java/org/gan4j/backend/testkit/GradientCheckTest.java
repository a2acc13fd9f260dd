package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gan4j.backend.Backend;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private static final Tensor X = Tensor.input("x", Shape.of(4));

  private static void check(Backend backend, Tensor value, Values values) {
    GradientCheck.of(backend).check(new Sample("sample", value, List.of(X), values));
  }

  @Test
  void aRightGradientPasses() {
    check(new ReferenceBackend(), X.times(X.exp()).sin(), Values.normal(1));
  }

  @Test
  void aWrongFirstDerivativeIsFound() {
    Tensor half = X.times(X.stopGradient());
    assertThatThrownBy(() -> check(new ReferenceBackend(), half, Values.normal(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "derivative of order 1 of sample: the traced gradient against a difference");
  }

  /** Its value is x * x and its first derivative 2 * x, which then counts as constant. */
  @Test
  void aWrongSecondDerivativeIsFound() {
    Tensor square = X.times(X.stopGradient()).times(2).minus(X.square().stopGradient());
    assertThatThrownBy(() -> check(new ReferenceBackend(), square, Values.normal(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "derivative of order 2 of sample: the traced gradient against a difference");
  }

  @Test
  void aKinkIsNotTakenForAnError() {
    assertThatThrownBy(() -> check(new ReferenceBackend(), X.abs(), Values.normal(1e-7)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is there a kink?");
  }

  @Test
  void aBackendThatComputesARightGradientWronglyIsFound() {
    Backend backend = new Defects.SumMissesTheLastElement().backend();
    assertThatThrownBy(() -> check(backend, X.exp(), Values.normal(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("derivative of order 1 of sample: as the backend computes it");
  }

  @Test
  void onlyInputsAndVariablesAreDifferentiatedBy() {
    Tensor inner = X.exp();
    Sample sample = new Sample("sample", inner.sum(), List.of(inner), Values.normal(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientCheck.of(new ReferenceBackend()).check(sample))
        .withMessage("gradients are checked by inputs and variables, not by exp : [4]");
  }
}
