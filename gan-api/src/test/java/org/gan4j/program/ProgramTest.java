package org.gan4j.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Variable W = new Variable("w", Shape.of(2));
  private static final Tensor X = Tensor.input("x", Shape.of(2, 3));

  private static String print(Tensor value) {
    return Program.named("test").output("y", value).build().toString();
  }

  @Test
  void aProgramPrintsAsInItsDocumentation() {
    Tensor gradient = Tensor.of(W).times(2);
    Program program =
        Program.named("descend").output("gradient", gradient).update(W, gradient).build();
    assertThat(program)
        .hasToString(
            """
            program descend
              %0 = variable w : [2]
              %1 = fill 2.0 : [2]
              %2 = multiply %0 %1 : [2]
              output gradient = %2
              update w = %2
            """);
  }

  @Test
  void everyOperationPrintsItsAttributes() {
    Tensor image = X.reshape(1, 2, 3, 1);
    Tensor filter = Tensor.variable("filter", Shape.of(2, 2, 1, 4));
    Tensor y =
        Tensor.concat(
            1,
            List.of(
                X.slice(1, 1, 3).pad(0, 1, 2).transpose(1, 0),
                X.sum(0).broadcastTo(Shape.of(2, 3)).matMul(X.transpose(1, 0)),
                Tensor.select(X.isAbove(0.5), X.erf(), X).maxOver(0, 1).broadcastTo(Shape.of(2, 1)),
                image.conv2d(filter, new Window(1, 2, 0, 0, 1, 0)).reshape(2, 4)));
    assertThat(print(y))
        .isEqualTo(
            """
            program test
              %0 = input x : [2, 3]
              %1 = slice begin=[0, 1] size=[2, 2] %0 : [2, 2]
              %2 = pad before=[1, 0] after=[2, 0] %1 : [5, 2]
              %3 = transpose permutation=[1, 0] %2 : [2, 5]
              %4 = sum axes=[0] %0 : [1, 3]
              %5 = broadcastTo %4 : [2, 3]
              %6 = transpose permutation=[1, 0] %0 : [3, 2]
              %7 = matmul %5 %6 : [2, 2]
              %8 = fill 0.5 : [2, 3]
              %9 = greater %0 %8 : [2, 3]
              %10 = erf %0 : [2, 3]
              %11 = select %9 %10 %0 : [2, 3]
              %12 = max axes=[0, 1] %11 : [1, 1]
              %13 = broadcastTo %12 : [2, 1]
              %14 = reshape %0 : [1, 2, 3, 1]
              %15 = variable filter : [2, 2, 1, 4]
              %16 = conv2d stride=[1, 2] padding=[0, 0, 1, 0] %14 %15 : [1, 1, 2, 4]
              %17 = reshape %16 : [2, 4]
              %18 = concat axis=1 %3 %7 %13 %17 : [2, 12]
              output y = %18
            """);
  }

  @Test
  void whatNothingNeedsIsNotInTheProgram() {
    Tensor unused = X.exp();
    Tensor used = X.negate();
    assertThat(unused.shape()).isEqualTo(used.shape());
    assertThat(print(used)).doesNotContain("exp");
  }

  @Test
  void equalComputationsAreDoneOnce() {
    Tensor again = Tensor.input("x", Shape.of(2, 3));
    assertThat(print(X.exp().plus(again.exp())))
        .isEqualTo(
            """
            program test
              %0 = input x : [2, 3]
              %1 = exp %0 : [2, 3]
              %2 = add %1 %1 : [2, 3]
              output y = %2
            """);
  }

  @Test
  void aSumIsNegatedInsteadOfWhatIsSummed() {
    assertThat(print(X.sum(0).times(X.negate().sum(0))))
        .isEqualTo(
            """
            program test
              %0 = input x : [2, 3]
              %1 = sum axes=[0] %0 : [1, 3]
              %2 = negate %1 : [1, 3]
              %3 = multiply %1 %2 : [1, 3]
              output y = %3
            """);
  }

  @Test
  void constantsAreFolded() {
    Tensor constant = Tensor.scalar(4).sqrt().plus(1).max(2).broadcastTo(Shape.of(2, 3)).sum(1);
    assertThat(print(constant))
        .isEqualTo(
            """
            program test
              %0 = fill 9.0 : [2, 1]
              output y = %0
            """);
  }

  @Test
  void whatChangesNothingIsRemoved() {
    Tensor same =
        X.plus(0)
            .times(1)
            .dividedBy(1)
            .minus(0)
            .negate()
            .negate()
            .transpose(1, 0)
            .transpose(1, 0)
            .reshape(6)
            .reshape(2, 3)
            .stopGradient()
            .pad(0, 0, 0)
            .slice(1, 0, 3);
    assertThat(print(Tensor.concat(0, List.of(same))))
        .isEqualTo(
            """
            program test
              %0 = input x : [2, 3]
              output y = %0
            """);
  }

  @Test
  void rearrangementsInARowAreOne() {
    Tensor x = Tensor.input("x", Shape.of(2, 3, 5, 1));
    assertThat(print(x.transpose(1, 2, 0, 3).transpose(1, 0, 3, 2)))
        .contains("%1 = transpose permutation=[2, 1, 3, 0] %0 : [5, 3, 1, 2]\n  output");
    assertThat(print(x.reshape(6, 5).reshape(3, 10))).contains("%1 = reshape %0 : [3, 10]\n  out");
    assertThat(print(x.sum(0, 2).broadcastTo(Shape.of(1, 3, 5, 1)).broadcastTo(x.shape())))
        .contains("%2 = broadcastTo %1 : [2, 3, 5, 1]\n  output");
  }

  /** Infinity times 0 is NaN, so is infinity minus itself: such products and differences stay. */
  @Test
  void whatNaNOrInfinityWouldChangeStays() {
    assertThat(print(X.times(0))).contains("multiply");
    assertThat(print(X.minus(X))).contains("subtract");
    assertThat(print(X.dividedBy(X))).contains("divide");
    assertThat(print(X.isEqualTo(X))).contains("equal");
  }

  @Test
  void theSumOverNoElementsIsZeroWhateverTheConstant() {
    for (double value : new double[] {1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThat(print(Tensor.fill(Shape.of(3, 0), value).sum(1)))
          .isEqualTo(
              """
              program test
                %0 = fill 0.0 : [3, 1]
                output y = %0
              """);
    }
  }

  @Test
  void inputsAreInTheOrderOfFirstUseAndVariablesIncludeThoseOnlyWritten() {
    Tensor a = Tensor.input("a", Shape.of(2));
    Tensor b = Tensor.input("b", Shape.of(2));
    Program program = Program.named("test").output("y", b.minus(a)).update(W, a).build();
    assertThat(program.inputs())
        .containsExactly(new Input("b", Shape.of(2)), new Input("a", Shape.of(2)));
    assertThat(program.variables()).containsExactly(W);
  }

  @Test
  void aDeepProgramDoesNotOverflowTheStack() {
    Tensor deep = X;
    for (int i = 0; i < 20_000; i++) {
      deep = deep.plus(i % 7 + 1);
    }
    assertThat(Program.named("test").output("y", deep).build().nodes()).hasSize(1 + 7 + 20_000);
  }

  @Test
  void aMistakeInABuilderIsNamed() {
    Tensor w = Tensor.of(W);
    assertThatThrownBy(() -> Program.named("test").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("program test computes nothing: add an output or an update");
    assertThatThrownBy(() -> Program.named("test").output("y", w).output("y", w))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("program test has two outputs named y");
    assertThatThrownBy(() -> Program.named("test").update(W, w).update(W, w))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("program test updates w twice");
    assertThatThrownBy(() -> Program.named("test").update(W, X))
        .isInstanceOf(ShapeException.class)
        .hasMessage("update of w: the variable has shape [2], the value [2, 3]");
    Tensor other = Tensor.input("x", Shape.of(5));
    assertThatThrownBy(() -> Program.named("test").output("a", X).output("b", other).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "program test uses one name for two shapes: Input[name=x, shape=[2, 3]] and"
                + " Input[name=x, shape=[5]]");
  }

  @Test
  void aRewrittenProgramHasTheReplacementsInAllThatDependsOnThem() {
    Program program =
        Program.named("test")
            .output("y", Tensor.of(W).negate().exp())
            .update(W, Tensor.of(W).negate())
            .build();
    assertThat(program.rewritten(t -> t.op() == Unary.NEGATE ? t.operand(0).times(3) : t))
        .hasToString(
            """
            program test
              %0 = variable w : [2]
              %1 = fill 3.0 : [2]
              %2 = multiply %0 %1 : [2]
              %3 = exp %2 : [2]
              output y = %3
              update w = %2
            """);
  }

  @Test
  void aProgramThenAnotherReadsWhatTheFirstHasWritten() {
    Variable v = new Variable("v", Shape.of(2));
    Program first =
        Program.named("first")
            .output("y", Tensor.of(W))
            .output("z", Tensor.of(W))
            .update(W, Tensor.of(W).exp())
            .update(v, Tensor.of(W).negate())
            .build();
    Program second =
        Program.named("second").output("y", Tensor.of(W)).update(v, Tensor.of(v).exp()).build();
    assertThat(first.then(second))
        .hasToString(
            """
            program first
              %0 = variable w : [2]
              %1 = exp %0 : [2]
              %2 = negate %0 : [2]
              %3 = exp %2 : [2]
              output y = %1
              output z = %0
              update w = %1
              update v = %3
            """);
  }

  @Test
  void aRepeatedProgramComputesOnceWhatDoesNotChange() {
    Program add =
        Program.named("add")
            .output("before", Tensor.of(W))
            .update(W, Tensor.of(W).plus(Tensor.input("x", Shape.of(2)).exp()))
            .build();
    assertThat(add.repeated(1)).isSameAs(add);
    assertThat(add.repeated(3))
        .hasToString(
            """
            program add
              %0 = variable w : [2]
              %1 = input x : [2]
              %2 = exp %1 : [2]
              %3 = add %0 %2 : [2]
              %4 = add %3 %2 : [2]
              %5 = add %4 %2 : [2]
              output before = %4
              update w = %5
            """);
  }
}
