package org.gan4j.optim;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * A piece of an optimizer: it makes updates of gradients, or of the updates that the piece before
 * it has made. Pieces make an optimizer ({@link Optimizers#chain}), or stand in front of one
 * ({@link #before}).
 *
 * <p>A piece of one's own is a lambda. This one is the gradient centralization of Yong et al. 2020:
 *
 * <pre>{@code
 * GradientTransformation centralize =
 *     GradientTransformation.perParameter(
 *         (parameter, gradient, slots) ->
 *             gradient.shape().rank() < 2 ? gradient : gradient.minus(gradient.mean(0)));
 * Optimizer optimizer = centralize.before(Adam.of(1e-4));
 * }</pre>
 */
@FunctionalInterface
public interface GradientTransformation {

  /**
   * Traces the piece.
   *
   * @param parameters what is moved, variables
   * @param updates of each parameter so far: the gradients, for the first piece of a chain
   * @param slots what the piece remembers
   * @return the updates of each parameter, in the same order and of the same shapes
   */
  List<Tensor> transform(List<Tensor> parameters, List<Tensor> updates, Slots slots);

  /**
   * The optimizer that gets the updates of this piece for gradients. A chain puts several pieces in
   * front of it.
   */
  default Optimizer before(Optimizer optimizer) {
    Check.given("the optimizer behind a gradient transformation", optimizer);
    return (parameters, gradients, slots) -> {
      List<Tensor> updates = transform(parameters, gradients, slots.within("before"));
      Requirements.requireOneForEach(parameters, "updates before an optimizer", updates);
      return optimizer.update(parameters, updates, slots);
    };
  }

  /** A piece that treats each parameter apart from the others. */
  static GradientTransformation perParameter(OfOne rule) {
    Check.given("the rule of a gradient transformation", rule);
    return (parameters, updates, slots) -> {
      Requirements.requireOneForEach(parameters, "updates", updates);
      List<Tensor> transformed = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        transformed.add(rule.transform(parameters.get(i), updates.get(i), slots));
      }
      return transformed;
    };
  }

  /** The rule of a piece that treats each parameter apart from the others. */
  @FunctionalInterface
  interface OfOne {

    /** The update of one parameter, made of its gradient or of its update so far. */
    Tensor transform(Tensor parameter, Tensor update, Slots slots);
  }
}
