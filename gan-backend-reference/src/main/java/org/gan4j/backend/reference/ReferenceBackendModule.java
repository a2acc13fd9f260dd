package org.gan4j.backend.reference;

import org.gan4j.backend.BackendModule;

/** Makes the {@link ReferenceBackend} available under the name {@code reference}. */
public final class ReferenceBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public ReferenceBackendModule() {
    super(
        ReferenceBackend.NAME,
        "nothing beyond its jar; a plain interpreter in double precision, the measure for other"
            + " backends; thousands of times slower",
        settings -> new ReferenceBackend());
  }
}
