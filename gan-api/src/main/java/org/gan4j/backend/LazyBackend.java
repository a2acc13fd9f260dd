package org.gan4j.backend;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A backend whose engine is loaded when something but its name is asked for. An injector makes this
 * one, so that what goes wrong with the engine is thrown to whoever uses it, not to Guice.
 */
final class LazyBackend implements Backend {
  private final String name;
  private final Supplier<Backend> engine;
  private @Nullable Backend loaded;

  LazyBackend(String name, Supplier<Backend> engine) {
    this.name = name;
    this.engine = engine;
  }

  private synchronized Backend loaded() {
    Backend backend = loaded;
    if (backend == null) {
      backend = engine.get();
      loaded = backend;
    }
    return backend;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return loaded().description();
  }

  @Override
  public List<Limit> limits() {
    return loaded().limits();
  }

  @Override
  public int mostStepsJoined() {
    return loaded().mostStepsJoined();
  }

  @Override
  public Workspace open(Map<Variable, float[]> initialValues) {
    return loaded().open(initialValues);
  }
}
