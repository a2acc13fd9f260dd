package org.gan4j.backend.testkit;

import org.gan4j.backend.Backend;
import org.gan4j.tensor.Unary;

/** What every part of the suite works with. */
interface Fixture {

  Backend backend();

  double ulps(Unary function);

  default Agreement agreement() {
    return new Agreement(backend(), this::ulps);
  }

  default GradientCheck gradientCheck() {
    return new GradientCheck(backend(), this::ulps);
  }
}
