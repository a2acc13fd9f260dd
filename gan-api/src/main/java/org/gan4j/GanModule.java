package org.gan4j;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendModule;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Backends;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Trainer;

/**
 * Binds {@link Trainer} and {@link Backend} to the backend of a name. The backend's engine is
 * loaded on first use, in every {@link com.google.inject.Stage}; what it throws then is thrown to
 * the caller as it is.
 *
 * <pre>{@code
 * Trainer trainer = Guice.createInjector(GanModule.withBackend("jvm")).getInstance(Trainer.class);
 * }</pre>
 *
 * Works with Guice 5.1 to 7; {@link Backends#open(String)} works without.
 */
public final class GanModule extends AbstractModule {
  private final BackendModule chosen;
  private final BackendSettings settings;

  private GanModule(BackendModule chosen, BackendSettings settings) {
    this.chosen = chosen;
    this.settings = settings;
  }

  /**
   * The backend of this name with default settings.
   *
   * @throws IllegalArgumentException naming the backends present and the Maven coordinates to add,
   *     if there is no such backend
   */
  public static GanModule withBackend(String name) {
    return new GanModule(Backends.named(name), BackendSettings.DEFAULT);
  }

  /** The same backend with other settings. */
  public GanModule withSettings(BackendSettings newSettings) {
    return new GanModule(chosen, newSettings);
  }

  @Override
  protected void configure() {
    install(chosen);
    bind(BackendSettings.class).toInstance(settings);
  }

  @Provides
  Trainer trainer(Backend backend) {
    return new AlternatingTrainer(backend);
  }
}
