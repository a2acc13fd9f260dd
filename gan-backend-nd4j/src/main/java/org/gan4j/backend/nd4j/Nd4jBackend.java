package org.gan4j.backend.nd4j;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Workspace;
import org.gan4j.tensor.Variable;
import org.nd4j.nativeblas.NativeOps;

/**
 * The ND4J backend: programs as direct calls of ND4J's native operations and of the OpenBLAS that
 * comes with it, on the CPU, in 32-bit floating point.
 */
public final class Nd4jBackend implements Backend {
  static final String NAME = "nd4j";

  private final NativeOps ops;
  private final int threads;

  /**
   * Loads the native library.
   *
   * @param settings the number of threads, 1 if left to the backend, for elementwise operations and
   *     reductions of large arrays (it changes no bit; ND4J takes that of the latest backend for
   *     the whole JVM); the device is {@code cpu} or left to the backend
   * @throws org.gan4j.backend.BackendUnavailableException if the native library cannot be loaded,
   *     with the cause
   * @throws IllegalArgumentException if another device is asked for
   */
  public Nd4jBackend(BackendSettings settings) {
    settings.requireCpu(NAME);
    settings.requireOptions(NAME, List.of());
    this.threads = Math.max(1, settings.threads());
    this.ops = Engine.load(threads);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "ND4J %s, CPU (OpenBLAS), %s %s"
        .formatted(Engine.VERSION, threads, threads == 1 ? "thread" : "threads");
  }

  @Override
  public Workspace open(Map<Variable, float[]> initialValues) {
    return new Nd4jWorkspace(ops, initialValues);
  }
}
