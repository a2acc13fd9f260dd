package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Limit;
import org.gan4j.backend.Session;
import org.gan4j.backend.UnsupportedProgramException;
import org.gan4j.backend.Workspace;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class LimitsTest {

  /** An oracle that says that it cannot do two things. */
  private static final class LimitedBackend implements Backend {
    @Override
    public String name() {
      return "limited";
    }

    @Override
    public String description() {
      return "an oracle with limits";
    }

    @Override
    public List<Limit> limits() {
      return List.of(
          new Limit("the engine has no error function", node -> node.op() == Unary.ERF),
          new Limit("the engine knows at most 3 axes", node -> node.shape().rank() > 3));
    }

    @Override
    public Workspace open(Map<Variable, float[]> initialValues) {
      return new ReferenceBackend().open(initialValues);
    }
  }

  static final class LimitedConformance extends BackendConformance {
    @Override
    public Backend backend() {
      return new LimitedBackend();
    }
  }

  @Test
  void oneExceptionListsEveryLimitThatAProgramMeets() {
    Tensor x = Tensor.input("x", Shape.of(1, 2, 1, 2));
    Program program =
        Program.named("classify")
            .output("rank4", x.exp())
            .output("erf", x.reshape(4).erf())
            .build();
    try (Session session = Session.open(new LimitedBackend(), Map.of())) {
      assertThatThrownBy(() -> session.compile(program))
          .isInstanceOf(UnsupportedProgramException.class)
          .hasMessage(
              """
              backend limited cannot run program classify:
                input x : [1, 2, 1, 2]: the engine knows at most 3 axes
                exp : [1, 2, 1, 2]: the engine knows at most 3 axes
                erf : [4]: the engine has no error function
                fix: choose another backend or change these""");
    }
  }

  @Test
  void theSuiteSkipsWhatALimitExcludesAndSaysWhy() {
    Events events = run("elementwiseFunctions");
    List<Event> skipped = events.aborted().list();
    assertThat(events.failed().list()).isEmpty();
    assertThat(skipped).hasSizeGreaterThan(20);
    assertThat(events.succeeded().stream().map(LimitsTest::name))
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("erf"));
    for (Event event : skipped) {
      assertThat(reason(event))
          .containsAnyOf("the engine has no error function", "the engine knows at most 3 axes");
    }
  }

  @Test
  void theSuiteSkipsGradientChecksThatALimitExcludes() {
    Events events = run("gradientsOfOperations");
    assertThat(events.failed().list()).isEmpty();
    assertThat(events.aborted().stream().map(LimitsTest::name))
        .contains("derivatives of erf [[3, 5]]")
        .doesNotContain("derivatives of exp [[3, 5]]");
  }

  private static Events run(String test) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(LimitedConformance.class, test))
        .execute()
        .testEvents();
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName();
  }

  private static String reason(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::toString)
        .orElseThrow();
  }
}
