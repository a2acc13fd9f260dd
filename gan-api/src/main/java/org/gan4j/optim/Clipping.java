package org.gan4j.optim;

import org.gan4j.tensor.Tensor;

/** Optimizers that limit the gradients before, or the weights after, another one's step. */
public final class Clipping {
  private Clipping() {}

  /** Limits each element of each gradient to [-limit, limit]. */
  public static Optimizer gradientsByValue(double limit, Optimizer optimizer) {
    Requirements.requirePositive("a gradient's limit", limit);
    return (parameters, gradients, slots) ->
        optimizer.update(
            parameters, gradients.stream().map(g -> g.clip(-limit, limit)).toList(), slots);
  }

  /**
   * Scales all gradients by {@code limit / max(norm, limit)}, with the norm over all of them
   * together; Pascanu et al. 2013.
   */
  public static Optimizer gradientsByGlobalNorm(double limit, Optimizer optimizer) {
    Requirements.requirePositive("a gradient norm's limit", limit);
    return (parameters, gradients, slots) -> {
      Tensor square =
          gradients.stream()
              .map(g -> g.square().sum())
              .reduce(Tensor::plus)
              .orElse(Tensor.scalar(0));
      Tensor scale = Tensor.scalar(limit).dividedBy(square.sqrt().max(limit));
      return optimizer.update(
          parameters, gradients.stream().map(g -> g.times(scale)).toList(), slots);
    };
  }

  /**
   * Limits each weight to [-limit, limit] after each step: the first WGAN, Arjovsky et al. 2017.
   */
  public static Optimizer weights(double limit, Optimizer optimizer) {
    Requirements.requirePositive("a weight's limit", limit);
    return (parameters, gradients, slots) ->
        optimizer.update(parameters, gradients, slots).stream()
            .map(w -> w.clip(-limit, limit))
            .toList();
  }
}
