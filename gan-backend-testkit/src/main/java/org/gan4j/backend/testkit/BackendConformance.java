package org.gan4j.backend.testkit;

import org.gan4j.backend.Backend;
import org.gan4j.tensor.Unary;

/**
 * Certifies a backend: extend this class, say which backend, and run it with JUnit 5.
 *
 * <pre>{@code
 * class JvmConformanceTest extends BackendConformance {
 *   @Override
 *   public Backend backend() {
 *     return new JvmBackend(BackendSettings.DEFAULT);
 *   }
 * }
 * }</pre>
 *
 * <p>What may differ from the oracle is derived and cannot be set, see {@link Agreement}. A test
 * that meets a declared limit of the backend is shown as skipped, with the reason.
 */
public abstract class BackendConformance
    implements OpConformance,
        GradientConformance,
        CompositeConformance,
        UpdateConformance,
        OptimizerConformance,
        ResumingConformance,
        SessionConformance,
        DepthConformance {

  /** A backend to test: a new one or the same each time. */
  @Override
  public abstract Backend backend();

  /**
   * By how many units in the last place an elementwise function may be off the exact result: {@link
   * Agreement#defaultUlps}. To override this is to admit that the backend's function is less
   * accurate: say in a comment what was measured. The test of functions at their worst prints it.
   */
  @Override
  public double ulps(Unary function) {
    return Agreement.defaultUlps(function);
  }

  /**
   * How many random programs over variables are tried, 2,000 by default: fewer for a backend that
   * takes long to compile a program.
   */
  @Override
  public int programsOverVariables() {
    return 2_000;
  }
}
