package org.gan4j.optim;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * Stochastic gradient descent, with momentum as in Sutskever et al. 2013 (PyTorch's form):
 *
 * <pre>
 * v = momentum * v + g              v starts at 0
 * w = w - lr * v                    plain
 * w = w - lr * (g + momentum * v)   Nesterov
 * </pre>
 *
 * @param learningRate lr
 * @param momentum in [0, 1); 0 by default
 * @param nesterov false by default
 */
public record Sgd(Schedule learningRate, double momentum, boolean nesterov)
    implements PerParameter {

  /**
   * Call {@link #of} and the {@code with} methods instead: each new setting adds an argument here.
   *
   * @throws IllegalArgumentException if momentum is out of its range
   */
  public Sgd {
    Check.given("SGD's learning rate", learningRate);
    Requirements.requireFraction("SGD's momentum", momentum);
  }

  /** Plain gradient descent. */
  public static Sgd of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /** Plain gradient descent. */
  public static Sgd of(Schedule learningRate) {
    return new Sgd(learningRate, 0, false);
  }

  /** The same with momentum. */
  public Sgd withMomentum(double newMomentum) {
    return new Sgd(learningRate, newMomentum, nesterov);
  }

  /** The same with Nesterov's momentum. */
  public Sgd withNesterovMomentum(double newMomentum) {
    return new Sgd(learningRate, newMomentum, true);
  }

  @Override
  public Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
    return parameter.minus(direction(parameter, gradient, slots).times(lr));
  }

  Tensor direction(Tensor parameter, Tensor gradient, Slots slots) {
    if (momentum == 0) {
      return gradient;
    }
    Tensor velocity = slots.setDecayingSum(slots.of(parameter, "velocity", 0), momentum, gradient);
    return nesterov ? gradient.plus(velocity.times(momentum)) : velocity;
  }
}
