package org.gan4j.backend.jvm;

import org.gan4j.backend.Backend;
import org.gan4j.backend.jvm.lanes.VectorKernels;
import org.gan4j.backend.testkit.BackendConformance;

class JvmConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new JvmBackend(new VectorKernels());
  }
}
