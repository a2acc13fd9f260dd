package org.gan4j.backend.tf;

import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.testkit.BackendConformance;
import org.gan4j.tensor.Unary;

class TfConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new TfBackend(BackendSettings.DEFAULT);
  }

  /**
   * TensorFlow's own approximations: off by up to 4.42, 6.58, 6.89, 6.96 and 7.21 units. To compose
   * these of others would take three to six operations for one.
   */
  @Override
  public double ulps(Unary function) {
    return switch (function) {
      case EXPM1 -> 5;
      case SIGMOID, TANH, SOFTPLUS -> 7;
      case ERF -> 8;
      default -> super.ulps(function);
    };
  }

  /** TensorFlow prepares a program anew for each number of runs in a row, in 10 milliseconds. */
  @Override
  public int programsOverVariables() {
    return 500;
  }
}
