package org.gan4j.optim;

import java.util.List;
import org.gan4j.tensor.Tensor;

/**
 * A rule that moves the parameters of one player. It is traced into the player's training step, so
 * it runs on every backend; what it remembers between steps are {@link Slots}.
 *
 * <p>There are three ways to a rule of one's own. {@link PerParameter} is a rule that looks at one
 * parameter at a time, with a learning rate. {@link GradientTransformation}s chain into one. And
 * since a rule sees all parameters at once, a rule may be wrapped around another one, as {@link
 * Optimizers} wraps gradient accumulation around any:
 *
 * <pre>{@code
 * Optimizer optimizer = Optimizers.accumulate(4, Clipping.gradientsByGlobalNorm(1, Adam.of(1e-4)));
 * }</pre>
 */
@FunctionalInterface
public interface Optimizer {

  /**
   * Traces one step.
   *
   * @param parameters what is moved, variables
   * @param gradients of the loss by each parameter, in the same order and of the same shapes
   * @param slots what the rule remembers
   * @return the new value of each parameter, in the same order and of the same shapes
   */
  List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots);
}
