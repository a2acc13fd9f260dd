package org.gan4j.optim;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * Adagrad (Duchi et al. 2011):
 *
 * <pre>
 * s = s + g²
 * w = w - lr * g / (sqrt(s) + epsilon)
 * </pre>
 *
 * @param learningRate lr
 * @param initialAccumulator what s starts at, at least 0; 0 by default as in PyTorch, 0.1 in Keras
 * @param epsilon positive; 1e-10 by default as in PyTorch
 */
public record Adagrad(Schedule learningRate, double initialAccumulator, double epsilon)
    implements PerParameter {

  /**
   * Call {@link #of} and the {@code with} methods instead: each new setting adds an argument here.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public Adagrad {
    Check.given("Adagrad's learning rate", learningRate);
    Check.notNegative("Adagrad's initial accumulator", initialAccumulator);
    Check.positive("Adagrad's epsilon", epsilon);
  }

  /** Adagrad with PyTorch's defaults. */
  public static Adagrad of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /** Adagrad with PyTorch's defaults. */
  public static Adagrad of(Schedule learningRate) {
    return new Adagrad(learningRate, 0, 1e-10);
  }

  /** The same with another start of the accumulator. */
  public Adagrad withInitialAccumulator(double initial) {
    return new Adagrad(learningRate, initial, epsilon);
  }

  /** The same with another epsilon. */
  public Adagrad withEpsilon(double newEpsilon) {
    return new Adagrad(learningRate, initialAccumulator, newEpsilon);
  }

  @Override
  public Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
    return parameter.minus(step(parameter, gradient, lr, slots));
  }

  /** What a step subtracts from a parameter. */
  Tensor step(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
    Tensor stored = slots.of(parameter, "accumulator", initialAccumulator);
    Tensor accumulator = slots.setDecayingSum(stored, 1, gradient.square());
    return gradient.times(lr).dividedBy(accumulator.sqrt().plus(epsilon));
  }
}
