package org.gan4j.backend.jvm;

import jakarta.inject.Inject;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Workspace;
import org.gan4j.tensor.Variable;

/**
 * The pure-Java backend. It computes in 32-bit floating point on the calling thread, with vector
 * instructions if the JVM was started with {@code --add-modules jdk.incubator.vector}.
 */
public final class JvmBackend implements Backend {
  static final String NAME = "jvm";

  private final Kernels kernels;

  /**
   * The backend with the fastest kernels that this JVM has.
   *
   * @param settings it runs on the calling thread, whatever the number of threads; the device is
   *     {@code cpu} or left to the backend
   * @throws IllegalArgumentException if another device is asked for
   */
  @Inject
  public JvmBackend(BackendSettings settings) {
    this();
    settings.requireCpu(NAME);
  }

  /** The backend with default settings. */
  public JvmBackend() {
    this(Kernels.fastest());
  }

  JvmBackend(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "pure Java %s, %s".formatted(System.getProperty("java.version"), kernels.description());
  }

  @Override
  public Workspace open(Map<Variable, float[]> initialValues) {
    return new JvmWorkspace(kernels, initialValues);
  }
}
