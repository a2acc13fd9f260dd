package org.gan4j.backend.tf;

import org.gan4j.backend.BackendModule;

/** Makes the TensorFlow backend available under the name {@code tf}. */
public final class TfBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public TfBackendModule() {
    super(
        TfBackend.NAME,
        "native libraries of about 160 MB (TensorFlow), fetched with its jar; for images",
        TfBackend::new);
  }
}
