package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What gan-api composes of operations, and random compositions. */
interface CompositeConformance extends Fixture {

  @TestFactory
  default Stream<DynamicTest> layersLossesAndPenalties() {
    return agreements(SamplePrograms.functions().stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> gradientsOfLayersLossesAndPenalties() {
    return SamplePrograms.functions().stream().flatMap(this::gradientChecks);
  }

  @TestFactory
  default Stream<DynamicTest> optimizersAndTrainingSteps() {
    return agreements(SamplePrograms.steps().stream());
  }

  /** Floats stop at 2^24, where adding 1 changes nothing. */
  @Test
  default void stepsAreCountedOnWhereFloatsStopCounting() {
    Slots slots = new Slots("optimizer");
    Program.Builder program = Program.named("count").output("stepsDone", slots.stepsDone());
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    Map<Variable, float[]> start = new LinkedHashMap<>();
    slots.initialValues().forEach((variable, value) -> start.put(variable, new float[] {value}));
    start.put(new Variable("optimizer/stepsDone", Shape.SCALAR), new float[] {(1 << 24) - 2});
    float[] stepsDone = {0};
    try (Session session = Session.open(backend(), start)) {
      Executable count = Agreement.compile(session, program.build());
      count.run(new float[0][], 3, new float[][] {stepsDone});
      assertThat(stepsDone).containsExactly(1 << 24);
      count.run(new float[0][], 100, new float[][] {stepsDone});
      assertThat(stepsDone).containsExactly((1 << 24) + 100);
    }
  }

  /** Where operations are fused, what one of them does wrong may depend on its neighbours. */
  @TestFactory
  default Stream<DynamicTest> randomPrograms() {
    return agreements(IntStream.range(0, 200).mapToObj(RandomPrograms::of));
  }
}
