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

  /** TensorFlow's own approximations of these, off by up to 4.6, 4.3 and 4.9 units. */
  @Override
  public double ulps(Unary function) {
    return switch (function) {
      case SIGMOID -> 5;
      case TANH, ERF -> 5;
      default -> super.ulps(function);
    };
  }

  /** TensorFlow prepares a program anew for each number of runs in a row, in 10 milliseconds. */
  @Override
  public int programsOverVariables() {
    return 500;
  }
}
