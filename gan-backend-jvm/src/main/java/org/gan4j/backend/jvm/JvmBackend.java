package org.gan4j.backend.jvm;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Workspace;
import org.gan4j.backend.jvm.compile.JvmWorkspace;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.lanes.PlainKernels;
import org.gan4j.backend.jvm.lanes.VectorKernels;
import org.gan4j.tensor.Variable;

/**
 * The pure-Java backend. It computes in 32-bit floating point, with vector instructions if the JVM
 * was started with {@code --add-modules jdk.incubator.vector}; small programs on the calling
 * thread, large products and convolutions on all cores.
 */
public final class JvmBackend implements Backend {
  static final String NAME = "jvm";

  private final Kernels kernels;
  private final int threads;

  /**
   * The backend with the fastest kernels that this JVM has.
   *
   * @param settings how many threads work on large products and convolutions, by default as many as
   *     there are cores, which changes no bit; the device is {@code cpu} or left to the backend
   * @throws IllegalArgumentException if another device is asked for
   */
  public JvmBackend(BackendSettings settings) {
    this(fastestKernels(), settings);
  }

  /** The backend with default settings. */
  public JvmBackend() {
    this(fastestKernels());
  }

  JvmBackend(Kernels kernels) {
    this(kernels, BackendSettings.DEFAULT);
  }

  JvmBackend(Kernels kernels, BackendSettings settings) {
    settings.requireCpu(NAME);
    settings.requireOptions(NAME, List.of());
    this.kernels = kernels;
    this.threads =
        settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors();
  }

  /** The vector kernels if the JVM has the incubator module, else the plain ones. */
  private static Kernels fastestKernels() {
    return JvmBackend.class.getResource("/jdk/incubator/vector/Vector.class") != null
        ? new VectorKernels()
        : new PlainKernels();
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
    return new JvmWorkspace(kernels, threads, initialValues);
  }
}
