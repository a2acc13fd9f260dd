package org.gan4j.backend.testkit;

import java.util.stream.Stream;
import org.gan4j.backend.Backend;
import org.gan4j.tensor.Unary;
import org.junit.jupiter.api.DynamicTest;

/** What every part of the suite works with. */
interface Fixture {

  Backend backend();

  double ulps(Unary function);

  /** How many random programs over variables are tried. */
  int programsOverVariables();

  default Agreement agreement() {
    return new Agreement(backend(), this::ulps);
  }

  default Stream<DynamicTest> agreements(Stream<Case> cases) {
    return cases.map(c -> DynamicTest.dynamicTest(c.name(), () -> agreement().check(c)));
  }

  /** Whole gradients against the oracle, and derivatives of two orders against differences. */
  default Stream<DynamicTest> gradientChecks(Sample sample) {
    GradientCheck check = new GradientCheck(backend(), this::ulps);
    return Stream.of(
        DynamicTest.dynamicTest(
            "gradient of " + sample.name(), () -> agreement().check(sample.toGradientCase())),
        DynamicTest.dynamicTest("derivatives of " + sample.name(), () -> check.check(sample)));
  }
}
