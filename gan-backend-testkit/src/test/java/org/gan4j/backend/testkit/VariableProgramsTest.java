package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class VariableProgramsTest {

  /** A run after a value that is not exact is not looked at: there must be few of them. */
  @Test
  void mostRunsAreExact() {
    int runs = 0;
    int exact = 0;
    for (int seed = 0; seed < 300; seed++) {
      Script script = VariablePrograms.of(seed);
      runs += script.runs().size();
      exact += exactRuns(script);
    }
    assertThat((double) exact / runs).isGreaterThan(0.85);
  }

  private static int exactRuns(Script script) {
    int exact = 0;
    try (Session oracle = script.open(new ReferenceBackend(Exact::new))) {
      for (Script.Run run : script.runs()) {
        run.apart(oracle);
        exact++;
      }
      return exact;
    } catch (Exact.InexactException e) {
      return exact;
    }
  }

  @Test
  void equalSeedsGiveEqualPrograms() {
    assertThat(VariablePrograms.of(5)).hasToString(VariablePrograms.of(5).toString());
  }

  @Test
  void aScriptIsShrunkToWhatFails() {
    Variable a = new Variable("a", Shape.of(3));
    Variable b = new Variable("b", Shape.of(3));
    Tensor next = Tensor.of(a).plus(1);
    Program other = Program.named("other").update(b, Tensor.of(a).negate()).build();
    Program defective =
        Program.named("defective")
            .output("other", next.times(2))
            .output("wrong", next.times(Tensor.of(b)).abs().max(3))
            .update(a, next)
            .update(b, Tensor.of(a))
            .build();
    Script script =
        new Script(
            List.of(a, b),
            List.of(
                new Script.Run(0, List.of(other), 1),
                new Script.Run(1, List.of(other, defective), 7)));
    Script small = Shrinker.shrink(script, VariableProgramsTest::takesAbsoluteValuesTwice);
    assertThat(small.runs()).hasSize(1);
    assertThat(small.runs().get(0).times()).isEqualTo(2);
    assertThat(small.runs().get(0).parts())
        .singleElement()
        .hasToString(
            """
            program defective
              %0 = variable b : [3]
              %1 = abs %0 : [3]
              output wrong = %1
            """);
  }

  private static boolean takesAbsoluteValuesTwice(Script script) {
    return script.runs().stream()
        .anyMatch(
            run ->
                run.times() > 1
                    && run.joined().nodes().stream().anyMatch(node -> node.op() == Unary.ABS));
  }
}
