package org.gan4j.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class ChangingValuesTest {
  private static final Variable COUNT = new Variable("count", Shape.of(2));
  private static final Variable FIXED = new Variable("fixed", Shape.of(2));

  @Test
  void whatDependsOnAnUpdatedVariableChangesAndNothingElseDoes() {
    Tensor input = Tensor.input("x", Shape.of(2));
    Tensor steady = input.times(Tensor.of(FIXED)).exp();
    Tensor next = Tensor.of(COUNT).plus(steady);
    Program program =
        Program.named("count").output("root", next.sqrt()).update(COUNT, next).build();
    ChangingValues changing = ChangingValues.of(program);
    assertThat(program.nodes().stream().filter(changing::contains).map(node -> node.op().print()))
        .containsExactlyInAnyOrder("variable count", "add", "sqrt");
  }

  @Test
  void aValueMadeOfTheProgramsOwnCounts() {
    Program program =
        Program.named("count").update(COUNT, Tensor.of(COUNT).plus(Tensor.of(FIXED))).build();
    ChangingValues changing = ChangingValues.of(program);
    Tensor value = program.updates().get(0).value();
    assertThat(changing.contains(value.negate())).isTrue();
    assertThat(changing.contains(value.operand(1).negate())).isFalse();
  }
}
