package org.gan4j.backend.jvm;

import org.gan4j.backend.Backend;
import org.gan4j.backend.jvm.lanes.VectorKernels;
import org.gan4j.backend.testkit.BackendConformance;

/** What the vector kernels do on CPUs with 32 registers, on those with 16, and the reverse. */
class OtherRegistersConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new JvmBackend(new VectorKernels(!new VectorKernels().joinsProducts()));
  }
}
