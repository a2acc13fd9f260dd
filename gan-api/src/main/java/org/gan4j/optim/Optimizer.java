package org.gan4j.optim;

import java.util.List;
import org.gan4j.tensor.Tensor;

/**
 * A rule that moves the parameters of one player. It is traced into the player's training step, so
 * it runs on every backend; what it remembers between steps are {@link Slots}.
 *
 * <p>The rule sees all parameters at once, so that a rule about their common gradient norm is one
 * too. Rules are composed by wrapping:
 *
 * <pre>{@code
 * Optimizer optimizer = Clipping.gradientsByGlobalNorm(1, Adam.of(1e-4));
 * }</pre>
 */
@FunctionalInterface
public interface Optimizer {

  /** The new value of each parameter. */
  List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots);
}
