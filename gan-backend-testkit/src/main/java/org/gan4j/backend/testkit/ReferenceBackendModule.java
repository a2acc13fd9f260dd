package org.gan4j.backend.testkit;

import org.gan4j.backend.BackendModule;

/**
 * Makes the oracle available under the name {@code reference}: to see whether a result that
 * surprises is the backend's doing or the network's.
 */
public final class ReferenceBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public ReferenceBackendModule() {
    super(
        ReferenceBackend.NAME,
        "patience: it is an interpreter for tests",
        settings -> new ReferenceBackend());
  }
}
