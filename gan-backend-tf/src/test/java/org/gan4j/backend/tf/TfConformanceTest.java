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
   * TensorFlow's own approximations: off by up to 5.83, 5.64, 5.61 and 6.90 units. To compose these
   * of others would take three to six operations for one.
   */
  @Override
  public double ulps(Unary function) {
    return switch (function) {
      case SIGMOID, TANH, ERF -> 6;
      case SOFTPLUS -> 7;
      default -> super.ulps(function);
    };
  }
}
