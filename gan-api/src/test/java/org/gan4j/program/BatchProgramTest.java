package org.gan4j.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchProgramTest {

  private static IntFunction<Program> tracer(UnaryOperator<Tensor> function) {
    return rows ->
        Program.named("p")
            .output("y", function.apply(Tensor.input("x", Shape.of(rows, 4, 2))))
            .build();
  }

  private static List<AxisSize> sizes(UnaryOperator<Tensor> function) {
    BatchProgram program = BatchProgram.of(tracer(function));
    return program.sizes(program.program().outputs().get(0).value());
  }

  @Test
  void sizesAreFixedOrGrowWithTheBatch() {
    assertThat(sizes(x -> x.times(2))).hasToString("[batch, 4, 2]");
    assertThat(sizes(x -> x.reshape(Shape.of(4 * x.shape().size(0), 2))))
        .hasToString("[4*batch, 2]");
    assertThat(sizes(x -> Tensor.concat(0, List.of(x, Tensor.zeros(Shape.of(3, 4, 2))))))
        .hasToString("[batch+3, 4, 2]");
    assertThat(sizes(x -> x.slice(0, 0, x.shape().size(0) - 1))).hasToString("[batch-1, 4, 2]");
    assertThat(sizes(x -> x.sum(0))).doesNotContain(new AxisSize(0, 1));
  }

  @Test
  void aProgramOfOneSizeHasFixedSizes() {
    Program traced = tracer(x -> x.times(2)).apply(5);
    BatchProgram program = BatchProgram.ofOneSize(traced);
    assertThat(program.program()).isSameAs(traced);
    assertThat(program.sizes(traced.outputs().get(0).value())).hasToString("[5, 4, 2]");
  }

  @Test
  void aNumberThatDependsOnTheBatchIsRefused() {
    assertRefused(x -> x.mean(0), "fill");
  }

  @Test
  void aPlaceThatDependsOnTheBatchIsRefused() {
    assertRefused(
        x -> x.slice(0, x.shape().size(0) - 1, x.shape().size(0)), "slice begin=[30, 0, 0]");
  }

  @Test
  void aSizeThatIsNotLinearIsRefused() {
    assertRefused(
        x -> Tensor.zeros(Shape.of(x.shape().size(0) * x.shape().size(0))), "fill 0.0 [961]");
  }

  @Test
  void otherOperationsForOtherSizesAreRefused() {
    assertRefused(x -> x.shape().size(0) > 35 ? x.abs() : x.sqrt(), "sqrt for one, abs");
    assertRefused(x -> x.shape().size(0) > 40 ? x.abs().sqrt() : x.abs(), "operations for one");
  }

  @Test
  void otherOperandsForOtherSizesAreRefused() {
    assertRefused(
        x -> {
          Tensor other = x.abs();
          return x.shape().size(0) > 35 ? x.minus(other) : other.minus(x);
        },
        "subtract");
  }

  private static void assertRefused(UnaryOperator<Tensor> function, String difference) {
    assertThatThrownBy(() -> BatchProgram.of(tracer(function)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("program p is another one for each number of rows: ")
        .hasMessageContaining(difference)
        .hasMessageEndingWith("fix: use it for one number of rows");
  }
}
