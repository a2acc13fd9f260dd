package org.gan4j.backend;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;

/**
 * The Guice module that a backend's jar carries, found by {@link java.util.ServiceLoader}. It adds
 * the backend, created on first use, to the map of backends by name. The backend's class gets its
 * {@link BackendSettings} injected.
 */
public abstract class BackendModule extends AbstractModule {
  private final String backendName;
  private final String requirements;
  private final Class<? extends Backend> backend;

  /**
   * Describes a backend without loading its engine.
   *
   * @param backendName the name by which it is chosen
   * @param requirements one line on what it needs: download size, native libraries
   * @param backend the implementation, with one injectable constructor
   */
  protected BackendModule(
      String backendName, String requirements, Class<? extends Backend> backend) {
    this.backendName = backendName;
    this.requirements = requirements;
    this.backend = backend;
  }

  /** The name by which the backend is chosen. */
  public final String backendName() {
    return backendName;
  }

  /** One line on what the backend needs. */
  public final String requirements() {
    return requirements;
  }

  @Override
  protected final void configure() {
    MapBinder.newMapBinder(binder(), String.class, Backend.class)
        .addBinding(backendName)
        .to(backend)
        .in(Singleton.class);
  }
}
