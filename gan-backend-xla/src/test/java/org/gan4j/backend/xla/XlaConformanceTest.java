package org.gan4j.backend.xla;

import org.gan4j.backend.Backend;
import org.gan4j.backend.testkit.BackendConformance;
import org.gan4j.tensor.Unary;

@NeedsPlugin
class XlaConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new XlaBackend(TestDevice.SETTINGS);
  }

  /**
   * XLA's own approximations on the CPU: off by up to 4.86 units ({@code exp}, where it is about to
   * overflow), 5.36, 4.52 and 4.78.
   */
  @Override
  public double ulps(Unary function) {
    return switch (function) {
      case EXP, EXPM1 -> 6;
      case TANH, ERF -> 5;
      default -> super.ulps(function);
    };
  }

  /** XLA takes tens of milliseconds to compile a program. */
  @Override
  public int programsOverVariables() {
    return 500;
  }
}
