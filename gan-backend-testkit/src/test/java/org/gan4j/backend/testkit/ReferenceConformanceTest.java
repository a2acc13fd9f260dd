package org.gan4j.backend.testkit;

import org.gan4j.backend.Backend;
import org.gan4j.backend.reference.ReferenceBackend;

class ReferenceConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new ReferenceBackend();
  }
}
