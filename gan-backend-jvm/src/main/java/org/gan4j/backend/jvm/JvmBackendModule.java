package org.gan4j.backend.jvm;

import org.gan4j.backend.BackendModule;

/** Makes the pure-Java backend available under the name {@code jvm}. */
public final class JvmBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public JvmBackendModule() {
    super(
        JvmBackend.NAME,
        "nothing beyond its jar; the fastest for small networks, with --add-modules jdk.incubator.vector",
        JvmBackend::new);
  }
}
