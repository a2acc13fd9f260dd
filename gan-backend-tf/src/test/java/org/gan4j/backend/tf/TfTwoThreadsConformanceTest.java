package org.gan4j.backend.tf;

import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;

/** The suite by the executor that runs operations at the same time. */
class TfTwoThreadsConformanceTest extends TfConformanceTest {
  @Override
  public Backend backend() {
    return new TfBackend(new BackendSettings(2, ""));
  }
}
