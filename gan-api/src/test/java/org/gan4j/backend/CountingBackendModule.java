package org.gan4j.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.tensor.Variable;

/** A backend that counts how often its engine is loaded, and runs nothing. */
public class CountingBackendModule extends BackendModule {
  /** The names of the backends whose engines were loaded, in that order. */
  public static final List<String> LOADED = new ArrayList<>();

  /** Called by {@link java.util.ServiceLoader}. */
  public CountingBackendModule() {
    this("counting");
  }

  CountingBackendModule(String name) {
    super(
        name,
        "nothing",
        settings -> {
          LOADED.add(name);
          return new Idle(name, settings);
        });
  }

  private record Idle(String name, BackendSettings settings) implements Backend {
    @Override
    public String description() {
      return "idle on %d threads".formatted(settings.threads());
    }

    @Override
    public List<Limit> limits() {
      return List.of(new Limit("it is idle", node -> true));
    }

    @Override
    public int mostStepsJoined() {
      return 7;
    }

    @Override
    public Workspace open(Map<Variable, float[]> initialValues) {
      throw new UnsupportedOperationException("opened with " + initialValues);
    }
  }
}
