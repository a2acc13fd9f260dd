package org.gan4j.backend;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.function.Function;

/**
 * What a backend's jar carries to be found by {@link java.util.ServiceLoader}: the backend's name
 * and how to open it. It is also a Guice module that binds {@link Backend}, for an injector that
 * binds {@link BackendSettings}; such a backend loads its engine on first use.
 */
public abstract class BackendModule extends AbstractModule {
  private final String backendName;
  private final String requirements;
  private final Function<BackendSettings, Backend> opening;

  /**
   * Describes a backend without loading its engine.
   *
   * @param backendName the name by which it is chosen
   * @param requirements one line on what it needs: download size, native libraries
   * @param opening loads the engine; may throw a {@link BackendUnavailableException} that says more
   *     than "a class is missing", as which any {@link LinkageError} is reported
   */
  protected BackendModule(
      String backendName, String requirements, Function<BackendSettings, Backend> opening) {
    this.backendName = backendName;
    this.requirements = requirements;
    this.opening = opening;
  }

  /** The name by which the backend is chosen. */
  public final String backendName() {
    return backendName;
  }

  /** One line on what the backend needs. */
  public final String requirements() {
    return requirements;
  }

  /**
   * Loads the engine.
   *
   * @throws BackendUnavailableException if it does not load
   * @throws IllegalArgumentException if the backend does not have these settings
   */
  public final Backend open(BackendSettings settings) {
    try {
      return opening.apply(settings);
    } catch (LinkageError missing) {
      throw new BackendUnavailableException(
          backendName,
          "its engine",
          "add to the class path what it needs: " + requirements,
          missing);
    }
  }

  @Provides
  @Singleton
  final Backend backend(BackendSettings settings) {
    return new LazyBackend(backendName, () -> open(settings));
  }
}
