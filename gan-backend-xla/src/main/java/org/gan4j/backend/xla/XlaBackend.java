package org.gan4j.backend.xla;

import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Workspace;
import org.gan4j.tensor.Variable;

/** The XLA backend: variables are buffers on a device, and a program is compiled for it. */
public final class XlaBackend implements Backend {
  static final String NAME = "xla";
  private static final int MOST_STEPS_JOINED = 32;

  private final Engine engine;

  /** Loads a plug-in. */
  public XlaBackend(BackendSettings settings) {
    this.engine = Engine.load(settings);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return engine.description();
  }

  @Override
  public int mostStepsJoined() {
    return MOST_STEPS_JOINED;
  }

  @Override
  public Workspace open(Map<Variable, float[]> initialValues) {
    return new XlaWorkspace(engine, initialValues);
  }
}
