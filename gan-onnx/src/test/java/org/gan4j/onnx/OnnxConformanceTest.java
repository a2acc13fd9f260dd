package org.gan4j.onnx;

import java.util.stream.Stream;
import org.gan4j.backend.Backend;
import org.gan4j.backend.testkit.BackendConformance;
import org.gan4j.tensor.Unary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of a program, alone and in programs, as ONNX Runtime understands what we write.
 */
class OnnxConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new OnnxBackend();
  }

  /**
   * ONNX Runtime 1.22's tanh is off by up to 103 units, and with it what we make expm1 of by 205,
   * but only next to the smallest normal number.
   */
  @Override
  public double ulps(Unary function) {
    return switch (function) {
      case TANH -> 110;
      case EXPM1 -> 220;
      default -> super.ulps(function);
    };
  }

  /** Each is a session of ONNX Runtime. */
  @Override
  public int programsOverVariables() {
    return 200;
  }

  /** ONNX Runtime's erf of NaN is 1. */
  @Override
  @TestFactory
  public Stream<DynamicTest> elementwiseFunctionsOfSpecialValues() {
    return super.elementwiseFunctionsOfSpecialValues()
        .filter(test -> !test.getDisplayName().contains("erf"));
  }

  /** ONNX Runtime's maximum passes over NaN. */
  @Override
  @TestFactory
  public Stream<DynamicTest> reductions() {
    return super.reductions()
        .filter(test -> !test.getDisplayName().contains("max axes=[1] of special values"));
  }
}
