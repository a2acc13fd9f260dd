package org.gan4j.backend.jvm;

import org.gan4j.backend.Backend;
import org.gan4j.backend.jvm.lanes.PlainKernels;
import org.gan4j.backend.testkit.BackendConformance;

class PlainConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new JvmBackend(new PlainKernels());
  }
}
