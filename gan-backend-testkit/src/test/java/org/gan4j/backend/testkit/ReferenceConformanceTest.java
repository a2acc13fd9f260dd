package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.backend.Backend;
import org.gan4j.backend.reference.ReferenceBackend;

class ReferenceConformanceTest extends BackendConformance {
  @Override
  public Backend backend() {
    return new ReferenceBackend();
  }

  /** Between runs this backend keeps doubles, of which a checkpoint has the nearest floats. */
  @Override
  public void assertTheSame(String what, float[] resumed, float[] expected) {
    assertThat(resumed).as(what).usingComparatorWithPrecision(1e-5f).containsExactly(expected);
  }
}
