package org.gan4j.backend.tf;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Workspace;
import org.gan4j.tensor.Variable;

/**
 * The TensorFlow backend: each session is one TensorFlow graph in one TensorFlow session, whose
 * resource variables hold the variables, and a run of a program is one call of it.
 */
public final class TfBackend implements Backend {
  static final String NAME = "tf";
  private static final int MOST_STEPS_JOINED = 32;

  private final Engine engine;

  /**
   * Loads the native library.
   *
   * @param settings the number of threads, 1 if left to the backend, among which TensorFlow divides
   *     a large operation (TensorFlow takes that of the first session for the whole JVM); the
   *     device is {@code cpu}, {@code gpu:0} or the like, or left to TensorFlow, which takes the
   *     first GPU if its library for GPUs is present
   * @throws org.gan4j.backend.BackendUnavailableException if the native library cannot be loaded,
   *     with the cause
   * @throws IllegalArgumentException if there is no such device
   */
  public TfBackend(BackendSettings settings) {
    settings.requireOptions(NAME, List.of());
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
    return new TfWorkspace(engine, initialValues);
  }
}
