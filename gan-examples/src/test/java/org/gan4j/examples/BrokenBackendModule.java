package org.gan4j.examples;

import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendModule;
import org.gan4j.backend.BackendUnavailableException;
import org.gan4j.backend.Workspace;
import org.gan4j.tensor.Variable;

/** A backend whose engine does not load. */
public final class BrokenBackendModule extends BackendModule {

  /** Called by {@link java.util.ServiceLoader}. */
  public BrokenBackendModule() {
    super("broken", "a library that does not exist", settings -> new BrokenBackend());
  }

  static final class BrokenBackend implements Backend {
    BrokenBackend() {
      Throwable cause = new UnsatisfiedLinkError("no engine in java.library.path");
      throw new BackendUnavailableException(
          name(), "its engine", "add org.example:engine:1.0", new IllegalStateException(cause));
    }

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String description() {
      return "broken";
    }

    @Override
    public Workspace open(Map<Variable, float[]> initialValues) {
      throw new IllegalStateException("never open");
    }
  }
}
