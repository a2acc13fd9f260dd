package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class TfProgramTest {
  private static final Engine ENGINE = Engine.load(BackendSettings.DEFAULT);
  private static final Variable V = new Variable("v", Shape.of(2));

  /** TensorFlow gives an assigned variable the memory of the value, here that of the input. */
  @Test
  void aVariableSetToAnInputKeepsItsValueWhenTheInputChanges() {
    Tensor x = Tensor.input("x", Shape.of(1, 2));
    Program program =
        Program.named("keep").output("before", Tensor.of(V)).update(V, x.reshape(2)).build();
    try (TfWorkspace workspace = new TfWorkspace(ENGINE, Map.of(V, new float[2]))) {
      CompiledProgram keep = workspace.compile(program);
      float[][] before = new float[1][2];
      keep.run(new float[][] {{1, 2}}, 1, before);
      keep.run(new float[][] {{3, 4}}, 1, before);
      assertThat(before[0]).containsExactly(1, 2);
    }
  }

  @Test
  void moreRunsThanTheGraphHasCopiesAreSeveralCalls() {
    Program program =
        Program.named("count")
            .output("before", Tensor.of(V))
            .update(V, Tensor.of(V).plus(1))
            .build();
    try (TfWorkspace workspace = new TfWorkspace(ENGINE, Map.of(V, new float[2]))) {
      CompiledProgram count = workspace.compile(program);
      float[][] before = new float[1][2];
      count.run(new float[0][], 16, before);
      assertThat(before[0]).containsExactly(15, 15);
      count.run(new float[0][], 37, before);
      assertThat(before[0]).containsExactly(52, 52);
    }
  }

  @Test
  void outputsThatAreNotWantedAreNotComputed() {
    Tensor x = Tensor.input("x", Shape.of(2));
    Program program =
        Program.named("outputs").output("a", x.times(2)).output("b", x.times(3)).build();
    try (TfWorkspace workspace = new TfWorkspace(ENGINE, Map.of())) {
      CompiledProgram outputs = workspace.compile(program);
      float[][] wanted = {null, new float[2]};
      outputs.run(new float[][] {{1, 2}}, 1, wanted);
      assertThat(wanted[1]).containsExactly(3, 6);
      outputs.run(new float[][] {{1, 2}}, 1, new float[2][]);
    }
  }
}
