package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Determinism, threads, opening and closing, large programs, wrong arguments. */
interface SessionConformance extends Fixture {
  /** A step of a small network: large enough that an engine may split it over threads. */
  Case STEP = step();

  private static Case step() {
    Variable kernel = new Variable("kernel", Shape.of(97, 201));
    Tensor x = Tensor.input("x", Shape.of(301, 97));
    Tensor hidden = x.matMul(Tensor.of(kernel)).softplus();
    Tensor slope = hidden.sigmoid().mean(0).broadcastTo(kernel.shape());
    Program program =
        Program.named("step")
            .output("loss", hidden.square().mean())
            .output("column", hidden.sum(0))
            .update(kernel, Tensor.of(kernel).minus(slope.times(0.01)))
            .build();
    return new Case("step", program, Values.normal(1));
  }

  /** The bits of everything that some steps leave. */
  private List<float[]> runSteps() {
    Variable kernel = STEP.program().variables().get(0);
    try (Session session = Session.open(backend(), STEP.variables())) {
      Executable executable = Agreement.compile(session, STEP.program());
      List<float[]> results = new ArrayList<>(executable.run(STEP.inputs()).values());
      results.addAll(executable.run(STEP.inputs()).values());
      results.add(session.read(kernel));
      return results;
    }
  }

  @Test
  default void theBackendSaysItsNameInAWordAndDescribesItselfInALine() {
    assertThat(backend().name()).matches("[a-z0-9]+");
    assertThat(backend().description()).isNotBlank().doesNotContain("\n");
  }

  @Test
  default void theSameRunGivesTheSameBits() {
    List<float[]> first = runSteps();
    for (int i = 0; i < 3; i++) {
      assertThat(runSteps()).usingRecursiveComparison().isEqualTo(first);
    }
  }

  @Test
  @Timeout(60)
  default void twoSessionsRunAtTheSameTimeInTwoThreads() throws Exception {
    List<float[]> alone = runSteps();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<List<float[]>> task = this::runSteps;
      for (Future<List<float[]>> results : threads.invokeAll(List.of(task, task, task, task))) {
        assertThat(results.get()).usingRecursiveComparison().isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Timeout(60)
  default void twoThreadsTakeTurnsInOneSession() throws Exception {
    Variable count = new Variable("count", Shape.of(3));
    Program program = Program.named("count").update(count, Tensor.of(count).plus(1)).build();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Session session = Session.open(backend(), Map.of(count, new float[3]))) {
      Executable executable = Agreement.compile(session, program);
      Callable<Object> hundredRuns =
          () -> {
            for (int i = 0; i < 100; i++) {
              executable.run(Map.of());
            }
            return true;
          };
      for (Future<Object> runs : threads.invokeAll(List.of(hundredRuns, hundredRuns))) {
        runs.get();
      }
      assertThat(session.read(count)).containsExactly(200, 200, 200);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void closingTwiceIsHarmlessAndUseAfterwardsIsAnIllegalState() {
    Variable a = new Variable("a", Shape.of(2));
    Program program = Program.named("program").output("a", Tensor.of(a).plus(1)).build();
    Session session = Session.open(backend(), Map.of(a, new float[] {1, 2}));
    Executable executable = Agreement.compile(session, program);
    session.close();
    session.close();
    assertThatIllegalStateException().isThrownBy(() -> session.read(a));
    assertThatIllegalStateException().isThrownBy(() -> session.write(a, new float[2]));
    assertThatIllegalStateException().isThrownBy(() -> session.compile(program));
    assertThatIllegalStateException().isThrownBy(() -> executable.run(Map.of()));
  }

  @Test
  @Timeout(60)
  default void closingWhileAnotherThreadRunsEndsThatThreadWithAnException() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int repetition = 0; repetition < 20; repetition++) {
        Session session = Session.open(backend(), STEP.variables());
        Executable executable = Agreement.compile(session, STEP.program());
        CountDownLatch running = new CountDownLatch(1);
        Future<?> runner =
            thread.submit(
                () -> {
                  while (true) {
                    executable.run(STEP.inputs());
                    running.countDown();
                  }
                });
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        session.close();
        assertThat(runner)
            .failsWithin(30, TimeUnit.SECONDS)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(IllegalStateException.class);
      }
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  @Timeout(60)
  default void aSessionIsOpenedInOneThreadUsedInAnotherAndClosedInAThird() throws Exception {
    Variable a = new Variable("a", Shape.of(3));
    Program program = Program.named("program").update(a, Tensor.of(a).plus(1)).build();
    Session session = Session.open(backend(), Map.of(a, new float[] {1, 2, 3}));
    for (Runnable step :
        List.<Runnable>of(
            () -> Agreement.compile(session, program).run(Map.of()),
            () -> assertThat(session.read(a)).containsExactly(2, 3, 4),
            session::close)) {
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        thread.submit(step).get();
      } finally {
        thread.shutdownNow();
      }
    }
  }

  @Test
  @Timeout(120)
  default void thousandsOfSessionsAreOpenedAndClosed() {
    Variable a = new Variable("a", Shape.of(5));
    Program program =
        Program.named("program").update(a, Tensor.of(a).plus(Tensor.input("x", a.shape()))).build();
    for (int i = 0; i < 3_000; i++) {
      try (Session session = Session.open(backend(), Map.of(a, new float[] {1, 2, 3, 4, 5}))) {
        Agreement.compile(session, program).run(Map.of("x", new float[] {1, 1, 1, 1, i}));
        assertThat(session.read(a)).containsExactly(2, 3, 4, 5, 5 + i);
      }
    }
  }

  @Test
  @Timeout(60)
  default void aProgramOfThousandsOfNodesRuns() {
    Tensor x = Tensor.input("x", Shape.of(3, 4));
    Tensor value = x;
    Tensor sum = x;
    for (int i = 0; i < 1_500; i++) {
      value = value.times(1 + 1.0 / (i + 2)).minus(value.sin());
      sum = sum.plus(value);
    }
    Program program = Program.named("deep").output("value", value).output("sum", sum).build();
    assertThat(program.nodes()).hasSizeGreaterThan(5_000);
    agreement().check(new Case("deep", program, Values.normal(0.1)));
  }

  @Test
  @Timeout(60)
  default void aProgramOfThousandsOfInputsAndOutputsRuns() {
    Program.Builder builder = Program.named("wide");
    for (int i = 0; i < 1_000; i++) {
      Variable variable = new Variable("variable" + i, Shape.of(2));
      Tensor input = Tensor.input("input" + i, Shape.of(2));
      builder.output("output" + i, Tensor.of(variable).times(input));
      builder.update(variable, Tensor.of(variable).plus(input));
    }
    agreement().check(new Case("wide", builder.build(), Values.normal(1)));
  }

  @Test
  default void arraysOfTheWrongLengthOrNumberAreRejected() {
    Variable a = new Variable("a", Shape.of(2));
    Program program =
        Program.named("program")
            .output("y", Tensor.input("x", Shape.of(3)))
            .update(a, Tensor.of(a).plus(1))
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Session.open(backend(), Map.of(a, new float[3])))
        .withMessage("initial value of a: shape [2] has 2 elements, the array has 3");
    try (Session session = Session.open(backend(), Map.of(a, new float[2]))) {
      Executable executable = Agreement.compile(session, program);
      float[] three = new float[3];
      float[] four = new float[4];
      assertThatIllegalArgumentException()
          .isThrownBy(() -> executable.run(new float[][] {four}, 1, new float[][] {three}))
          .withMessage("x: shape [3] has 3 elements, the array has 4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> executable.run(new float[][] {three}, 1, new float[][] {four}))
          .withMessage("y: shape [3] has 3 elements, the array has 4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> executable.run(new float[0][], 1, new float[][] {three}))
          .withMessage("program program has 1 inputs and 1 outputs, given were 0 and 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> executable.run(new float[][] {three}, 0, new float[][] {three}))
          .withMessage("a program runs at least once, not 0 times");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.write(a, three))
          .withMessage("a: shape [2] has 2 elements, the array has 3");
      assertThat(session.read(a)).as("after all that was rejected").containsExactly(0, 0);
    }
  }

  @Test
  default void aProgramOverAVariableThatIsNotOpenIsRejected() {
    Variable a = new Variable("a", Shape.of(2));
    Variable b = new Variable("b", Shape.of(2));
    Program program = Program.named("program").update(b, Tensor.of(a)).build();
    try (Session session = Session.open(backend(), Map.of(a, new float[2]))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.compile(program))
          .withMessage("variable b of shape [2] is not open in this session; open are [a]");
    }
  }
}
