package org.gan4j.backend;

/** A backend whose engine does not load. */
public final class UnavailableBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public UnavailableBackendModule() {
    super(
        "unavailable",
        "a library that does not exist",
        settings -> {
          throw new BackendUnavailableException(
              "unavailable", "its engine", "add engine.jar", new UnsatisfiedLinkError("no engine"));
        });
  }
}
