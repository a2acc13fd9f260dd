package org.gan4j.backend.nd4j;

import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.testkit.BackendConformance;
import org.gan4j.tensor.Unary;

class Nd4jConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new Nd4jBackend(BackendSettings.DEFAULT);
  }

  /** sinh(x) / cosh(x) is off by up to 4.26 units, at -6.286. */
  @Override
  public double ulps(Unary function) {
    return function == Unary.TANH ? 5 : super.ulps(function);
  }
}
