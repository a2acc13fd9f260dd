package org.gan4j;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import jakarta.inject.Provider;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendModule;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Backends;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Trainer;

/**
 * Binds {@link Trainer} and {@link Backend} to the backend of a name, and {@code Map<String,
 * Provider<Backend>>} to all that are present.
 *
 * <pre>{@code
 * Trainer trainer = Guice.createInjector(GanModule.withBackend("jvm")).getInstance(Trainer.class);
 * }</pre>
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
    Backends.present().values().forEach(this::install);
    bind(BackendSettings.class).toInstance(settings);
    bind(Trainer.class).to(AlternatingTrainer.class);
  }

  @Provides
  @Singleton
  Backend backend(Map<String, Provider<Backend>> backends) {
    Provider<Backend> provider = backends.get(chosen.backendName());
    if (provider == null) {
      throw new IllegalStateException("backend module " + chosen + " bound no backend");
    }
    return provider.get();
  }
}
