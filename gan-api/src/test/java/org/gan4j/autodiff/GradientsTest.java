package org.gan4j.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Which gradients are traced; that they are right is checked against differences elsewhere. */
class GradientsTest {
  private static final Tensor X = Tensor.input("x", Shape.of(3));
  private static final Tensor Y = Tensor.input("y", Shape.of(3));

  private static String print(Tensor scalar, Tensor withRespectTo) {
    Tensor gradient = Gradients.of(scalar, List.of(withRespectTo)).get(0);
    assertThat(gradient.shape()).isEqualTo(withRespectTo.shape());
    return Program.named("gradient").output("g", gradient).build().toString();
  }

  private static String zeros(String shape) {
    return "program gradient\n  %0 = fill 0.0 : " + shape + "\n  output g = %0\n";
  }

  @Test
  void aGradientIsAProgramLikeAnyOther() {
    assertThat(print(X.times(Y).sum(), X))
        .isEqualTo(
            """
            program gradient
              %0 = input y : [3]
              output g = %0
            """);
  }

  @Test
  void theGradientByWhatTheScalarDoesNotDependOnIsZero() {
    assertThat(print(X.exp().sum(), Y)).isEqualTo(zeros("[3]"));
    assertThat(print(Tensor.scalar(5), Y)).isEqualTo(zeros("[3]"));
  }

  @Test
  void theGradientOfComparisonsAndSignsIsZero() {
    assertThat(print(X.isAbove(Y).plus(X.isAtLeast(Y)).plus(X.isEqualTo(Y)).sum(), X))
        .isEqualTo(zeros("[3]"));
    assertThat(print(X.sign().sum(), X)).isEqualTo(zeros("[3]"));
  }

  @Test
  void noGradientFlowsThroughAStop() {
    assertThat(print(X.stopGradient().times(Y).sum(), X)).isEqualTo(zeros("[3]"));
    assertThat(print(X.stopGradient().times(X).sum(), X))
        .isEqualTo("program gradient\n  %0 = input x : [3]\n  output g = %0\n");
  }

  @Test
  void aScalarsGradientByItselfIsOne() {
    Tensor scalar = X.exp().sum();
    assertThat(print(scalar, scalar)).contains("fill 1.0 : []");
  }

  @Test
  void gradientsAreTakenByIntermediateValuesToo() {
    Tensor inner = X.exp();
    Tensor scalar = inner.times(Y).sum();
    List<Tensor> gradients = Gradients.of(scalar, List.of(inner, X));
    Program program =
        Program.named("gradients")
            .output("byInner", gradients.get(0))
            .output("byX", gradients.get(1))
            .build();
    assertThat(program)
        .hasToString(
            """
            program gradients
              %0 = input y : [3]
              %1 = input x : [3]
              %2 = exp %1 : [3]
              %3 = multiply %0 %2 : [3]
              output byInner = %0
              output byX = %3
            """);
  }

  @Test
  void onlyWhatLeadsToTheAskedForIsDifferentiated() {
    Tensor scalar = X.tanh().times(Y.sigmoid()).sum();
    assertThat(print(scalar, X)).doesNotContain("fill 1.0 : [3]\n  %1 = subtract");
    assertThat(Gradients.of(scalar, List.of())).isEmpty();
  }

  @Test
  void aTensorIsNoScalar() {
    assertThatThrownBy(() -> Gradients.of(X, List.of(X)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "gradients are taken of a scalar, not of shape [3]: take its sum() or mean() first");
  }

  @Test
  void aDeepGradientDoesNotOverflowTheStack() {
    Tensor deep = X;
    for (int i = 0; i < 5_000; i++) {
      deep = deep.sin();
    }
    assertThat(print(deep.sum(), X).lines().count()).isGreaterThan(15_000);
  }
}
