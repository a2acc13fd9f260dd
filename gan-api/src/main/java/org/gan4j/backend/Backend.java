package org.gan4j.backend;

import java.util.List;
import java.util.Map;
import org.gan4j.tensor.Variable;

/**
 * A tensor engine that runs programs. It has no layers, losses, optimizers or differentiation of
 * its own. To use one, open a {@link Session}; to write one, implement this interface, {@link
 * Workspace} and {@link CompiledProgram}, and certify them with the suite of gan-backend-testkit.
 *
 * <p>An implementation can rely on what {@link Session} checks: arguments have the right lengths,
 * variables were opened, programs have none of the declared limits, calls to one workspace never
 * overlap, and nothing is called after close.
 */
public interface Backend {

  /** The short name by which it is chosen: {@code jvm}. */
  String name();

  /** One line on what runs: engine, version, device, threads, kernels. */
  String description();

  /** What this backend cannot do; empty if it can run every program. */
  default List<Limit> limits() {
    return List.of();
  }

  /**
   * How many training steps are worth running as one program ({@link
   * org.gan4j.program.Program#then}): 0, the default, if a long program gains nothing.
   */
  default int mostStepsJoined() {
    return 0;
  }

  /** Allocates variables with their initial values, row-major, in the order of the map. */
  Workspace open(Map<Variable, float[]> initialValues);
}
