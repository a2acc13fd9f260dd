package org.gan4j.backend.xla;

import org.gan4j.backend.BackendModule;

/** Makes the XLA backend available under the name {@code xla}. */
public final class XlaBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public XlaBackendModule() {
    super(
        XlaBackend.NAME,
        "Java 22 or newer, and a PJRT plug-in (gan fetch xla-cpu or xla-cuda13); for images, and for GPUs",
        XlaBackend::new);
  }
}
