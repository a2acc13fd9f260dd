package org.gan4j.backend.tf;

import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.testkit.BackendConformance;

class TfConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new TfBackend(BackendSettings.DEFAULT);
  }
}
