package org.gan4j.backend.nd4j;

import org.gan4j.backend.BackendModule;

/** Makes the ND4J backend available under the name {@code nd4j}. */
public final class Nd4jBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public Nd4jBackendModule() {
    super(
        Nd4jBackend.NAME,
        "native libraries of about 110 MB (ND4J and OpenBLAS), fetched with its jar",
        Nd4jBackend::new);
  }
}
