package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When variables are read and written, and what a run does with its arguments. */
interface UpdateConformance extends Fixture {
  /** Long enough for vectors, threads and remainders. */
  Shape SHAPE = Shape.of(3, 1_237);

  private static Variable variable(String name) {
    return new Variable(name, SHAPE);
  }

  private static Tensor read(Variable variable) {
    return Tensor.of(variable);
  }

  private static float[] values(String name) {
    return Values.normal(1).of(name, SHAPE);
  }

  private static float[] constant(double value) {
    float[] values = new float[SHAPE.elementCount()];
    Arrays.fill(values, (float) value);
    return values;
  }

  private Session open(Variable... variables) {
    Map<Variable, float[]> initialValues = new LinkedHashMap<>();
    for (Variable variable : variables) {
      initialValues.put(variable, values(variable.name()));
    }
    return Session.open(backend(), initialValues);
  }

  private static float[] run(Session session, Program program, int times, float[]... inputs) {
    float[] output = constant(Float.NaN);
    Agreement.compile(session, program).run(inputs, times, new float[][] {output});
    return output;
  }

  @Test
  default void twoVariablesSwap() {
    Variable a = variable("a");
    Variable b = variable("b");
    Program swap = Program.named("swap").update(a, read(b)).update(b, read(a)).build();
    try (Session session = open(a, b)) {
      Executable executable = Agreement.compile(session, swap);
      executable.run(new float[0][], 1, new float[0][]);
      assertThat(session.read(a)).isEqualTo(values("b"));
      assertThat(session.read(b)).isEqualTo(values("a"));
      executable.run(new float[0][], 4, new float[0][]);
      assertThat(session.read(a)).isEqualTo(values("b"));
      executable.run(new float[0][], 5, new float[0][]);
      assertThat(session.read(a)).isEqualTo(values("a"));
      assertThat(session.read(b)).isEqualTo(values("b"));
    }
  }

  @Test
  default void updatesSeeTheValuesFromBeforeTheRun() {
    Variable a = variable("a");
    Variable b = variable("b");
    Variable c = variable("c");
    Program program =
        Program.named("chain")
            .update(a, read(a).times(2))
            .update(b, read(a).negate())
            .update(c, read(a).times(2).max(read(b)))
            .build();
    try (Session session = open(a, b, c)) {
      Agreement.compile(session, program).run(new float[0][], 1, new float[0][]);
      float[] oldA = values("a");
      float[] oldB = values("b");
      float[] newA = session.read(a);
      float[] newB = session.read(b);
      float[] newC = session.read(c);
      for (int i = 0; i < oldA.length; i++) {
        assertThat(newA[i]).isEqualTo(2 * oldA[i]);
        assertThat(newB[i]).isEqualTo(-oldA[i]);
        assertThat(newC[i]).isEqualTo(Math.max(2 * oldA[i], oldB[i]));
      }
    }
  }

  @Test
  default void anUpdatedVariableIsReadOutWithItsOldValue() {
    Variable a = variable("a");
    Program program =
        Program.named("program").output("a", read(a)).update(a, read(a).negate()).build();
    try (Session session = open(a)) {
      float[] output = run(session, program, 1);
      assertThat(output).isEqualTo(values("a"));
      float[] negated = session.read(a);
      assertThat(run(session, program, 1)).isEqualTo(negated).isNotEqualTo(output);
    }
  }

  @Test
  default void aValueIsBothReadOutAndWritten() {
    Variable a = variable("a");
    Tensor next = read(a).plus(1);
    Program program = Program.named("program").output("next", next).update(a, next).build();
    try (Session session = open(a)) {
      float[] output = run(session, program, 3);
      assertThat(session.read(a)).isEqualTo(output);
      float[] kept = output.clone();
      run(session, program, 1);
      assertThat(output).as("an output array after a later run").isEqualTo(kept);
    }
  }

  @Test
  default void oneValueUpdatesTwoVariables() {
    Variable a = variable("a");
    Variable b = variable("b");
    Tensor next = read(a).negate();
    Program together = Program.named("together").update(a, next).update(b, next).build();
    Program apart = Program.named("apart").update(b, read(b).plus(read(a).abs()).plus(1)).build();
    try (Session session = open(a, b)) {
      Agreement.compile(session, together).run(new float[0][], 1, new float[0][]);
      float[] negated = session.read(a);
      assertThat(session.read(b)).isEqualTo(negated);
      Agreement.compile(session, apart).run(new float[0][], 1, new float[0][]);
      assertThat(session.read(a)).as("after only b changed").isEqualTo(negated);
      assertThat(session.read(b)).isNotEqualTo(negated);
    }
  }

  /** A warm-up of another schedule reads the counter, and then its next value, by several loops. */
  @Test
  default void aCounterThatSeveralValuesReadCountsOnce() {
    Variable count = variable("count");
    Tensor next = read(count).plus(1);
    Tensor rate = read(count).times(0.125).min(1).cos().times(next.times(0.5).min(1));
    Program program = Program.named("program").output("rate", rate).update(count, next).build();
    try (Session session = open(count)) {
      session.write(count, constant(0));
      run(session, program, 5);
      assertThat(session.read(count)).isEqualTo(constant(5));
    }
  }

  /** Each element of the result needs the part, so the result must not be written over it. */
  @Test
  default void aVariableTakesAPartOfItselfOverAndOver() {
    Variable table = new Variable("table", Shape.of(17, 17));
    Tensor old = Tensor.variable("table", Shape.of(17, 17));
    for (boolean row : new boolean[] {true, false}) {
      Tensor part = old.slice(row ? 0 : 1, 3, 4).broadcastTo(table.shape());
      Program program =
          Program.named("repeat")
              .update(table, Tensor.scalar(2).broadcastTo(table.shape()).plus(part))
              .build();
      float[] values = new float[17 * 17];
      for (int i = 0; i < values.length; i++) {
        values[i] = i;
      }
      try (Session session = Session.open(backend(), Map.of(table, values))) {
        Agreement.compile(session, program).run(new float[0][], 1, new float[0][]);
        float[] updated = session.read(table);
        for (int i = 0; i < values.length; i++) {
          int from = row ? 3 * 17 + i % 17 : i / 17 * 17 + 3;
          assertThat(updated[i]).as("element %d", i).isEqualTo(values[from] + 2);
        }
      }
    }
  }

  @Test
  default void aVariableTakesAConstantOrAnInputAsItIs() {
    Variable a = variable("a");
    Variable b = variable("b");
    Program program =
        Program.named("program")
            .update(a, Tensor.fill(SHAPE, 7))
            .update(b, Tensor.input("x", SHAPE))
            .output("a", read(a))
            .build();
    float[] x = values("x");
    try (Session session = open(a, b)) {
      assertThat(run(session, program, 1, x)).isEqualTo(values("a"));
      x[0]++;
      assertThat(session.read(a)).isEqualTo(constant(7));
      assertThat(session.read(b)).isEqualTo(values("x"));
    }
  }

  @Test
  default void aVariableTakesAFunctionOfAnInputAfterItsOldValueIsRead() {
    Variable a = variable("a");
    Variable b = variable("b");
    Tensor next = Tensor.input("x", SHAPE).negate();
    Program program =
        Program.named("program")
            .output("old", read(a).abs())
            .update(a, next)
            .update(b, read(a).negate())
            .build();
    try (Session session = open(a, b)) {
      float[] old = run(session, program, 1, values("x"));
      float[] b1 = session.read(b);
      float[] a0 = values("a");
      float[] x = values("x");
      for (int i = 0; i < a0.length; i++) {
        assertThat(old[i]).isEqualTo(Math.abs(a0[i]));
        assertThat(b1[i]).isEqualTo(-a0[i]);
        a0[i] = -x[i];
      }
      assertThat(session.read(a)).isEqualTo(a0);
    }
  }

  @Test
  default void variablesThatAProgramDoesNotUpdateKeepTheirBits() {
    Variable a = variable("a");
    Variable frozen = variable("frozen");
    Variable unused = variable("unused");
    Program program =
        Program.named("program")
            .update(a, read(a).times(read(frozen)).plus(read(frozen).sum().tanh()))
            .build();
    try (Session session = open(a, frozen, unused)) {
      Agreement.compile(session, program).run(new float[0][], 5, new float[0][]);
      assertThat(session.read(a)).isNotEqualTo(values("a"));
      assertThat(session.read(frozen)).isEqualTo(values("frozen"));
      assertThat(session.read(unused)).isEqualTo(values("unused"));
    }
  }

  @Test
  default void runningSeveralTimesEqualsRunningThatOften() {
    Variable a = variable("a");
    Variable b = variable("b");
    Tensor x = Tensor.input("x", SHAPE);
    Tensor next = read(a).times(0.9).plus(x.times(read(b)).sin());
    Program program =
        Program.named("program")
            .output("old", read(a).plus(0.5))
            .output("next", next)
            .update(a, next)
            .update(b, read(b).minus(read(a).tanh().times(0.1)))
            .build();
    float[][] inputs = {values("x")};
    int times = 7;
    try (Session once = open(a, b);
        Session often = open(a, b)) {
      float[][] outputs = {constant(0), constant(0)};
      Agreement.compile(once, program).run(inputs, times, outputs);
      float[][] expected = {constant(0), constant(0)};
      for (int i = 0; i < times; i++) {
        Agreement.compile(often, program).run(inputs, 1, expected);
      }
      assertThat(outputs[0]).as("output of the last run").isEqualTo(expected[0]);
      assertThat(outputs[1]).isEqualTo(expected[1]);
      assertThat(once.read(a)).isEqualTo(often.read(a));
      assertThat(once.read(b)).isEqualTo(often.read(b));
      assertThat(once.read(a)).isNotEqualTo(values("a"));
    }
  }

  @Test
  default void outputsThatAreNotWantedAreSkipped() {
    Variable a = variable("a");
    Program program =
        Program.named("program")
            .output("first", read(a).plus(1))
            .output("second", read(a).negate())
            .output("third", read(a))
            .update(a, read(a).plus(1))
            .build();
    try (Session session = open(a)) {
      float[] second = constant(0);
      float[] @Nullable [] outputs = {null, second, null};
      Agreement.compile(session, program).run(new float[0][], 1, outputs);
      float[] expected = values("a");
      for (int i = 0; i < expected.length; i++) {
        expected[i] = -expected[i];
      }
      assertThat(second).isEqualTo(expected);
      assertThat(outputs[0]).isNull();
      float[] @Nullable [] none = {null, null, null};
      Agreement.compile(session, program).run(new float[0][], 2, none);
      float[] third = constant(0);
      float[] @Nullable [] last = {null, null, third};
      Agreement.compile(session, program).run(new float[0][], 1, last);
      assertThat(third).isNotEqualTo(values("a"));
    }
  }

  @Test
  default void inputsAreNotChanged() {
    Variable a = variable("a");
    Tensor x = Tensor.input("x", SHAPE);
    Program program =
        Program.named("program")
            .output("y", x.exp().negate().plus(x.sum(1)))
            .update(a, x.plus(read(a)))
            .build();
    float[] fed = values("x");
    try (Session session = open(a)) {
      run(session, program, 3, fed);
      session.write(a, fed);
      run(session, program, 1, fed);
    }
    assertThat(fed).isEqualTo(values("x"));
  }

  @Test
  default void twoRunsInARowSeeTheirOwnInputs() {
    Program program =
        Program.named("program").output("y", Tensor.input("x", SHAPE).negate()).build();
    try (Session session = open()) {
      float[] first = run(session, program, 1, constant(1));
      float[] second = run(session, program, 1, constant(2));
      assertThat(first).isEqualTo(constant(-1));
      assertThat(second).isEqualTo(constant(-2));
    }
  }

  @Test
  default void twoProgramsShareVariables() {
    Variable a = variable("a");
    Variable b = variable("b");
    Program one = Program.named("one").update(a, read(a).plus(read(b))).build();
    Program two = Program.named("two").update(b, read(a).negate()).output("b", read(b)).build();
    try (Session session = open(a, b)) {
      Executable first = Agreement.compile(session, one);
      Executable second = Agreement.compile(session, two);
      session.write(a, constant(1));
      session.write(b, constant(2));
      first.run(new float[0][], 1, new float[0][]);
      float[] output = constant(0);
      second.run(new float[0][], 1, new float[][] {output});
      assertThat(output).isEqualTo(constant(2));
      assertThat(session.read(b)).isEqualTo(constant(-3));
      first.run(new float[0][], 1, new float[0][]);
      assertThat(session.read(a)).isEqualTo(constant(0));
    }
  }

  @Test
  default void aProgramCompiledTwiceAndItsEqualUnderAnotherNameWorkOnTheSameVariables() {
    Variable a = variable("a");
    Tensor next = read(a).plus(1);
    Program program = Program.named("program").update(a, next).output("next", next).build();
    Program equal = Program.named("equal").update(a, next).output("next", next).build();
    try (Session session = open(a)) {
      session.write(a, constant(0));
      assertThat(run(session, program, 1)).isEqualTo(constant(1));
      assertThat(run(session, equal, 1)).isEqualTo(constant(2));
      assertThat(run(session, program, 1)).isEqualTo(constant(3));
    }
  }

  @Test
  default void oneProgramCompiledInTwoSessionsDoesNotShareVariables() {
    Variable a = variable("a");
    Program program = Program.named("program").update(a, read(a).plus(1)).build();
    try (Session one = open(a);
        Session two = open(a)) {
      Agreement.compile(one, program).run(new float[0][], 1, new float[0][]);
      assertThat(two.read(a)).isEqualTo(values("a"));
      Agreement.compile(two, program).run(new float[0][], 1, new float[0][]);
      assertThat(two.read(a)).isEqualTo(one.read(a)).isNotEqualTo(values("a"));
    }
  }

  @Test
  default void aValueThatIsWrittenIsReadBackToTheBit() {
    Variable a = variable("a");
    int[] bits = new int[SHAPE.elementCount()];
    float[] written = new float[bits.length];
    float[] special = SpecialValues.cycled().of("a", SHAPE);
    for (int i = 0; i < bits.length; i++) {
      bits[i] = i % 2 == 0 ? Float.floatToIntBits(special[i]) : i * 1_640_531;
      written[i] = Float.intBitsToFloat(bits[i]);
    }
    try (Session session = open(a)) {
      session.write(a, written);
      assertThat(session.read(a)).isEqualTo(written);
      written[0] = 5;
      float[] first = session.read(a);
      first[1] = 6;
      float[] second = session.read(a);
      for (int i = 0; i < bits.length; i++) {
        assertThat(Float.floatToIntBits(second[i]))
            .isEqualTo(Float.floatToIntBits(Float.intBitsToFloat(bits[i])));
      }
    }
  }

  @Test
  default void initialValuesAreCopied() {
    Variable a = variable("a");
    float[] initial = values("a");
    try (Session session = Session.open(backend(), Map.of(a, initial))) {
      initial[0] = 17;
      assertThat(session.read(a)).isEqualTo(values("a"));
    }
  }

  @Test
  default void scalarsAndEmptyVariablesAreVariablesToo() {
    Variable scalar = new Variable("scalar", Shape.SCALAR);
    Variable empty = new Variable("empty", Shape.of(0, 3));
    Program program =
        Program.named("program")
            .update(scalar, Tensor.of(scalar).plus(1))
            .update(empty, Tensor.of(empty).negate())
            .output("sum", Tensor.of(empty).sum())
            .build();
    Map<Variable, float[]> values = Map.of(scalar, new float[] {1}, empty, new float[0]);
    try (Session session = Session.open(backend(), values)) {
      float[] sum = {5};
      Agreement.compile(session, program).run(new float[0][], 2, new float[][] {sum});
      assertThat(session.read(scalar)).containsExactly(3);
      assertThat(session.read(empty)).isEmpty();
      assertThat(sum).containsExactly(0);
    }
  }

  @Test
  default void inputsArriveInTheOrderOfTheProgram() {
    Tensor x = Tensor.input("x", Shape.of(2));
    Tensor y = Tensor.input("y", Shape.of(2));
    Tensor z = Tensor.input("z", Shape.of(2));
    Program program =
        Program.named("program").output("a", z.minus(x)).output("b", y.minus(z)).build();
    Map<String, float[]> inputs =
        Map.of("x", new float[] {1, 2}, "y", new float[] {10, 20}, "z", new float[] {100, 200});
    try (Session session = open()) {
      Map<String, float[]> outputs = Agreement.compile(session, program).run(inputs);
      assertThat(outputs.keySet()).containsExactly("a", "b");
      assertThat(outputs.get("a")).isEqualTo(new float[] {99, 198});
      assertThat(outputs.get("b")).isEqualTo(new float[] {-90, -180});
    }
  }

  @Test
  default void aProgramMayOnlyReadOutWhatItIsGiven() {
    Variable a = variable("a");
    Tensor x = Tensor.input("x", SHAPE);
    Program program =
        Program.named("program")
            .output("x", x)
            .output("again", x)
            .output("a", read(a))
            .output("constant", Tensor.fill(SHAPE, 3))
            .build();
    float[][] outputs = {constant(0), constant(0), constant(0), constant(0)};
    try (Session session = open(a)) {
      Agreement.compile(session, program).run(new float[][] {values("x")}, 1, outputs);
    }
    assertThat(List.of(outputs))
        .containsExactly(values("x"), values("x"), values("a"), constant(3));
  }

  /**
   * Thousands of random programs about variables, or as many as run in {@code -Dgan4j.minutes=60},
   * from {@code -Dgan4j.seed=0} on.
   */
  @Test
  default void randomProgramsOverVariables() {
    RandomSearch.run(backend(), programsOverVariables());
  }
}
