package org.gan4j.optim;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * Adam (Kingma and Ba 2015), in the form of the paper's Algorithm 1, and AdamW (Loshchilov and
 * Hutter 2019), which shrinks the weights apart from the gradient:
 *
 * <pre>
 * m = beta1 * m + (1 - beta1) * g       v = beta2 * v + (1 - beta2) * g²      both start at 0
 * w = w - lr * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon) - lr * weightDecay * w
 * </pre>
 *
 * <p>Epsilon is added to the corrected root, as in PyTorch; TensorFlow and Keras add it to the
 * uncorrected one ("epsilon hat" in the paper), which is a much larger epsilon in early steps.
 *
 * @param learningRate lr
 * @param beta1 in [0, 1); 0.9 by default, 0 or 0.5 are usual in GANs
 * @param beta2 in [0, 1); 0.999 by default
 * @param epsilon positive; 1e-8 by default
 * @param weightDecay at least 0; 0 for Adam, 0.01 by default for AdamW
 */
public record Adam(
    Schedule learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements PerParameter {

  /**
   * Call {@link #of} and the {@code with} methods instead: each new setting adds an argument here.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public Adam {
    Check.given("Adam's learning rate", learningRate);
    Requirements.requireFraction("Adam's beta1", beta1);
    Requirements.requireFraction("Adam's beta2", beta2);
    Check.positive("Adam's epsilon", epsilon);
    Check.notNegative("Adam's weight decay", weightDecay);
  }

  /** Adam with the paper's defaults. */
  public static Adam of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /** Adam with the paper's defaults. */
  public static Adam of(Schedule learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  /** AdamW with weight decay 0.01. */
  public static Adam decoupled(double learningRate) {
    return decoupled(Schedule.constant(learningRate));
  }

  /** AdamW with weight decay 0.01. */
  public static Adam decoupled(Schedule learningRate) {
    return of(learningRate).withWeightDecay(0.01);
  }

  /** The same with other decays of the moments. */
  public Adam withBetas(double newBeta1, double newBeta2) {
    return new Adam(learningRate, newBeta1, newBeta2, epsilon, weightDecay);
  }

  /** The same with another epsilon. */
  public Adam withEpsilon(double newEpsilon) {
    return new Adam(learningRate, beta1, beta2, newEpsilon, weightDecay);
  }

  /** The same with AdamW's decoupled weight decay. */
  public Adam withWeightDecay(double newWeightDecay) {
    return new Adam(learningRate, beta1, beta2, epsilon, newWeightDecay);
  }

  @Override
  public Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
    Tensor updated = parameter.minus(step(parameter, gradient, lr, slots));
    return weightDecay == 0 ? updated : updated.minus(parameter.times(lr.times(weightDecay)));
  }

  /** What a step subtracts from a parameter, without the weight decay. */
  Tensor step(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
    Tensor mean = averaged(slots.of(parameter, "mean", 0), beta1, gradient, slots);
    Tensor square = averaged(slots.of(parameter, "square", 0), beta2, gradient.square(), slots);
    Tensor one = Tensor.scalar(1);
    Tensor meanWeight = averaged(slots.scalar("meanWeight", 0), beta1, one, slots);
    Tensor squareWeight = averaged(slots.scalar("squareWeight", 0), beta2, one, slots);
    return mean.times(lr.dividedBy(meanWeight))
        .dividedBy(square.dividedBy(squareWeight).sqrt().plus(epsilon));
  }

  /**
   * One step of a moving average. Averaging ones gives {@code 1 - beta^t} without the cancellation
   * of computing a power that is near 1.
   */
  private static Tensor averaged(Tensor stored, double beta, Tensor value, Slots slots) {
    return slots.setDecayingSum(stored, beta, value.times(1 - beta));
  }
}
