package org.gan4j.backend;

/** A backend that is present but not chosen. */
public final class UnusedBackendModule extends CountingBackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public UnusedBackendModule() {
    super("unused");
  }
}
