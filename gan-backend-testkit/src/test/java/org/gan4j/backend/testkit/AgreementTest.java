package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final Tensor X = Tensor.input("x", Shape.of(2, 3));

  private static Values values(float... values) {
    return (leaf, shape) -> values.clone();
  }

  private static Case example(Tensor value, Values values) {
    return new Case("example", Program.named("program").output("y", value).build(), values);
  }

  @Test
  void aFailureShowsTheWorstElementWhatIsAllowedAndTheProgram() {
    Backend backend = new Defects.SumMissesTheLastElement().backend();
    Case example = example(X.sum(1), values(1, 2, 3, 0.5f, 0.25f, 4));
    assertThatThrownBy(() -> Agreement.of(backend).check(example))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            example: output y of shape [2, 1]: 1 of 2 elements are off, the worst is [1, 0]:
              expected 4.75
              actual   0.75
              allowed  ±8.493661880493164E-7
            program program
              %0 = input x : [2, 3]
              %1 = sum axes=[1] %0 : [2, 1]
              output y = %1
            """);
  }

  @Test
  void updatedVariablesAreComparedToo() {
    Variable variable = new Variable("v", Shape.of(5));
    Tensor next = Tensor.of(variable).minus(Tensor.of(variable).sum());
    Case example =
        new Case(
            "example", Program.named("program").update(variable, next).build(), Values.normal(1));
    assertThatThrownBy(
            () -> Agreement.of(new Defects.SumMissesTheLastElement().backend()).check(example))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("example: variable v of shape [5]: 5 of 5 elements are off");
  }

  @Test
  void aNumberInPlaceOfNaNIsOff() {
    Backend backend = new Defects.MaxIgnoresNaN().backend();
    Case example = example(X.max(2), values(1, 2, 3, Float.NaN, 4, 5));
    assertThatThrownBy(() -> Agreement.of(backend).check(example))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the worst is [1, 0]:\n  expected NaN\n  actual   2.0");
  }

  @Test
  void aCaseInWhichRoundingExplainsEverythingIsAFailure() {
    Tensor zero = X.times(0.1).plus(X.times(0.2)).minus(X.times(0.3));
    Case example = example(Tensor.scalar(1).dividedBy(zero), Values.normal(1));
    assertThatThrownBy(() -> Agreement.of(new ReferenceBackend()).check(example))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("this case tests nothing");
  }

  @Test
  void aBackendMayDeclareALessAccurateFunction() {
    Backend backend = new Defects.TanhIsSixUlpsOff().backend();
    Case example = example(X.tanh(), Values.normal(1));
    assertThatThrownBy(() -> Agreement.of(backend).check(example))
        .isInstanceOf(AssertionError.class);
    new Agreement(backend, op -> op == Unary.TANH ? 13 : Agreement.defaultUlps(op)).check(example);
  }

  @Test
  void theOracleEvaluatesInDoublePrecision() {
    Program program = Program.named("program").output("y", X.plus(1).minus(1)).build();
    double[] y =
        ReferenceBackend.evaluate(program, Map.of(X.op(), new double[] {1e-12, 2, 3, 4, 5, 6}))
            .get("y");
    assertThat(y).containsExactly((1e-12 + 1) - 1, 2, 3, 4, 5, 6);
  }
}
