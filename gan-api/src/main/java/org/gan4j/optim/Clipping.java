package org.gan4j.optim;

import org.gan4j.check.Check;

/** Optimizers that limit the gradients before, or the weights after, another one's step. */
public final class Clipping {
  private Clipping() {}

  /** Limits each element of each gradient to [-limit, limit]. */
  public static Optimizer gradientsByValue(double limit, Optimizer optimizer) {
    return Optimizers.clipByValue(limit).before(optimizer);
  }

  /**
   * Scales all gradients by {@code limit / max(norm, limit)}, with the norm over all of them
   * together; Pascanu et al. 2013.
   */
  public static Optimizer gradientsByGlobalNorm(double limit, Optimizer optimizer) {
    return Optimizers.clipByGlobalNorm(limit).before(optimizer);
  }

  /**
   * Limits each weight to [-limit, limit] after each step: the first WGAN, Arjovsky et al. 2017.
   */
  public static Optimizer weights(double limit, Optimizer optimizer) {
    Check.positive("a weight's limit", limit);
    Check.given("the optimizer of clipped weights", optimizer);
    return (parameters, gradients, slots) ->
        optimizer.update(parameters, gradients, slots).stream()
            .map(w -> w.clip(-limit, limit))
            .toList();
  }
}
