package org.gan4j.optim;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * RMSProp (Tieleman and Hinton 2012) in the three forms that are in use. They differ in where
 * epsilon stands and how the mean square starts, which changes early steps by orders of magnitude:
 *
 * <pre>
 * TENSORFLOW_1  ms += (g² - ms) * (1 - decay), ms starts at 1; m = momentum * m + lr * g / sqrt(ms + epsilon); w -= m
 * KERAS         ms = decay * ms + (1 - decay) * g², starts at 0; m = momentum * m + lr * g / sqrt(ms + epsilon); w -= m
 * PYTORCH       ms = decay * ms + (1 - decay) * g², starts at 0; m = momentum * m + g / (sqrt(ms) + epsilon); w -= lr * m
 * </pre>
 *
 * @param learningRate lr
 * @param rule which of the three
 * @param decay in [0, 1)
 * @param momentum in [0, 1); 0 means none
 * @param epsilon positive
 */
public record RmsProp(
    Schedule learningRate, Rule rule, double decay, double momentum, double epsilon)
    implements PerParameter {

  /** Whose RMSProp. */
  public enum Rule {
    TENSORFLOW_1,
    KERAS,
    PYTORCH
  }

  /**
   * Call {@link #of}, {@link #keras}, {@link #pyTorch} and the {@code with} methods instead: each
   * new setting adds an argument here.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public RmsProp {
    Check.given("RMSProp's learning rate", learningRate);
    Check.given("RMSProp's rule", rule);
    Requirements.requireFraction("RMSProp's decay", decay);
    Requirements.requireFraction("RMSProp's momentum", momentum);
    Check.positive("RMSProp's epsilon", epsilon);
  }

  /** TensorFlow 1's rule with its defaults: decay 0.9, epsilon 1e-10. */
  public static RmsProp of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /** TensorFlow 1's rule with its defaults: decay 0.9, epsilon 1e-10. */
  public static RmsProp of(Schedule learningRate) {
    return new RmsProp(learningRate, Rule.TENSORFLOW_1, 0.9, 0, 1e-10);
  }

  /** Keras 3's rule with its defaults: decay 0.9, epsilon 1e-7. */
  public static RmsProp keras(double learningRate) {
    return keras(Schedule.constant(learningRate));
  }

  /** Keras 3's rule with its defaults: decay 0.9, epsilon 1e-7. */
  public static RmsProp keras(Schedule learningRate) {
    return new RmsProp(learningRate, Rule.KERAS, 0.9, 0, 1e-7);
  }

  /** PyTorch's rule with its defaults: decay 0.99, epsilon 1e-8. */
  public static RmsProp pyTorch(double learningRate) {
    return pyTorch(Schedule.constant(learningRate));
  }

  /** PyTorch's rule with its defaults: decay 0.99, epsilon 1e-8. */
  public static RmsProp pyTorch(Schedule learningRate) {
    return new RmsProp(learningRate, Rule.PYTORCH, 0.99, 0, 1e-8);
  }

  /** The same with another decay of the mean square. */
  public RmsProp withDecay(double newDecay) {
    return new RmsProp(learningRate, rule, newDecay, momentum, epsilon);
  }

  /** The same with momentum. */
  public RmsProp withMomentum(double newMomentum) {
    return new RmsProp(learningRate, rule, decay, newMomentum, epsilon);
  }

  /** The same with another epsilon. */
  public RmsProp withEpsilon(double newEpsilon) {
    return new RmsProp(learningRate, rule, decay, momentum, newEpsilon);
  }

  @Override
  public Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
    return parameter.minus(
        switch (rule) {
          case TENSORFLOW_1, KERAS ->
              accumulated(parameter, scaled(parameter, gradient.times(lr), gradient, slots), slots);
          case PYTORCH ->
              accumulated(parameter, scaled(parameter, gradient, gradient, slots), slots).times(lr);
        });
  }

  /** An update divided by the root of the gradient's mean square. */
  Tensor scaled(Tensor parameter, Tensor update, Tensor gradient, Slots slots) {
    Tensor square = gradient.square();
    return switch (rule) {
      case TENSORFLOW_1 -> {
        Tensor stored = slots.of(parameter, "meanSquare", 1);
        Tensor meanSquare = stored.plus(square.minus(stored).times(1 - decay));
        slots.set(stored, meanSquare);
        yield update.dividedBy(meanSquare.plus(epsilon).sqrt());
      }
      case KERAS -> update.dividedBy(average(parameter, square, slots).plus(epsilon).sqrt());
      case PYTORCH -> update.dividedBy(average(parameter, square, slots).sqrt().plus(epsilon));
    };
  }

  private Tensor average(Tensor parameter, Tensor square, Slots slots) {
    Tensor stored = slots.of(parameter, "meanSquare", 0);
    return slots.setDecayingSum(stored, decay, square.times(1 - decay));
  }

  private Tensor accumulated(Tensor parameter, Tensor scaled, Slots slots) {
    return momentum == 0
        ? scaled
        : slots.setDecayingSum(slots.of(parameter, "momentum", 0), momentum, scaled);
  }
}
