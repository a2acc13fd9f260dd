package org.gan4j.backend.nd4j;

import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.testkit.BackendConformance;

class Nd4jConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new Nd4jBackend(BackendSettings.DEFAULT);
  }
}
