package org.gan4j.backend.testkit;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

  /** Where operations are fused, what one of them does wrong may depend on its neighbours. */
  @TestFactory
  default Stream<DynamicTest> randomPrograms() {
    return agreements(IntStream.range(0, 200).mapToObj(RandomPrograms::of));
  }
}
