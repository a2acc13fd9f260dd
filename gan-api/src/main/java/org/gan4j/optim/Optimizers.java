package org.gan4j.optim;

import java.util.Arrays;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * The pieces of optimizers, and optimizers around other ones.
 *
 * <pre>{@code
 * import static org.gan4j.optim.Optimizers.*;
 *
 * Optimizer optimizer =
 *     chain(
 *         clipByGlobalNorm(1),
 *         scaleByAdam(0.9, 0.999, 1e-8),
 *         addDecayedWeights(0.01),
 *         scaleByLearningRate(Schedule.cosine(1e-3, 0, 20_000)));
 * Optimizer ofLargeBatches = accumulate(4, lookahead(5, 0.5, optimizer));
 * }</pre>
 *
 * <p>In the equations g is what a piece gets: the gradient, or the updates of the piece before it;
 * u is what it gives. At the end of a chain u is subtracted from the parameters w. The pieces'
 * names are those of Optax.
 *
 * <p>Every method throws an {@link IllegalArgumentException} if a setting is out of its range.
 */
public final class Optimizers {
  private Optimizers() {}

  /**
   * An optimizer of pieces: each transforms the updates of the one before it, the first one the
   * gradients. What the last one gives is subtracted from the parameters; without {@link
   * #scaleByLearningRate} the learning rate is 1.
   */
  public static Chain chain(GradientTransformation... pieces) {
    return new Chain(Arrays.asList(Check.given("pieces", pieces)));
  }

  // Pieces.

  /** Limits each element to [-limit, limit]. */
  public static GradientTransformation clipByValue(double limit) {
    Check.positive("a gradient's limit", limit);
    return GradientTransformation.perParameter(
        (parameter, gradient, slots) -> gradient.clip(-limit, limit));
  }

  /**
   * {@code u = g * limit / max(norm, limit)}, with the norm over all parameters together; Pascanu
   * et al. 2013.
   */
  public static GradientTransformation clipByGlobalNorm(double limit) {
    Check.positive("a gradient norm's limit", limit);
    return (parameters, gradients, slots) -> {
      Tensor square =
          gradients.stream()
              .map(g -> g.square().sum())
              .reduce(Tensor::plus)
              .orElse(Tensor.scalar(0));
      Tensor scale = Tensor.scalar(limit).dividedBy(square.sqrt().max(limit));
      return gradients.stream().map(g -> g.times(scale)).toList();
    };
  }

  /** {@code u = lr * g}. */
  public static GradientTransformation scaleByLearningRate(double learningRate) {
    return scaleByLearningRate(Schedule.constant(learningRate));
  }

  /** {@code u = lr * g}. */
  public static GradientTransformation scaleByLearningRate(Schedule learningRate) {
    Check.given("a chain's learning rate", learningRate);
    return (parameters, updates, slots) -> {
      Tensor lr = Requirements.requireScalar("a learning rate", learningRate.rate(slots));
      return updates.stream().map(u -> u.times(lr)).toList();
    };
  }

  /**
   * Momentum (Polyak 1964): {@code v = decay * v + g, u = v}; v starts at 0.
   *
   * @param decay in [0, 1)
   */
  public static GradientTransformation trace(double decay) {
    return GradientTransformation.perParameter(Sgd.of(1).withMomentum(decay)::direction);
  }

  /**
   * Nesterov's momentum in the form of Sutskever et al. 2013: {@code v = decay * v + g, u = g +
   * decay * v}; v starts at 0.
   *
   * @param decay in [0, 1)
   */
  public static GradientTransformation nesterovTrace(double decay) {
    return GradientTransformation.perParameter(Sgd.of(1).withNesterovMomentum(decay)::direction);
  }

  /**
   * {@link Adam}'s direction (Kingma and Ba 2015); all moments start at 0:
   *
   * <pre>
   * m = beta1 * m + (1 - beta1) * g       v = beta2 * v + (1 - beta2) * g²
   * u = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
   * </pre>
   *
   * @param beta1 in [0, 1); 0.9 in the paper
   * @param beta2 in [0, 1); 0.999 in the paper
   * @param epsilon positive; 1e-8 in the paper
   */
  public static GradientTransformation scaleByAdam(double beta1, double beta2, double epsilon) {
    Adam adam = Adam.of(1).withBetas(beta1, beta2).withEpsilon(epsilon);
    return GradientTransformation.perParameter(
        (parameter, gradient, slots) -> adam.step(parameter, gradient, Tensor.scalar(1), slots));
  }

  /**
   * Division by the root of the mean square (Tieleman and Hinton 2012), in PyTorch's form: {@code
   * ms = decay * ms + (1 - decay) * g², u = g / (sqrt(ms) + epsilon)}; ms starts at 0. {@link
   * RmsProp} has two more forms.
   *
   * @param decay in [0, 1); 0.99 in PyTorch
   * @param epsilon positive; 1e-8 in PyTorch
   */
  public static GradientTransformation scaleByRms(double decay, double epsilon) {
    RmsProp rmsProp = RmsProp.pyTorch(1).withDecay(decay).withEpsilon(epsilon);
    return GradientTransformation.perParameter(
        (parameter, gradient, slots) -> rmsProp.scaled(parameter, gradient, gradient, slots));
  }

  /**
   * {@link Adagrad}'s direction (Duchi et al. 2011): {@code s = s + g², u = g / (sqrt(s) +
   * epsilon)}.
   *
   * @param initialAccumulator what s starts at, at least 0; 0 in PyTorch
   * @param epsilon positive; 1e-10 in PyTorch
   */
  public static GradientTransformation scaleByAdagrad(double initialAccumulator, double epsilon) {
    Adagrad adagrad = Adagrad.of(1).withInitialAccumulator(initialAccumulator).withEpsilon(epsilon);
    return GradientTransformation.perParameter(
        (parameter, gradient, slots) -> adagrad.step(parameter, gradient, Tensor.scalar(1), slots));
  }

  /**
   * {@code u = g + weightDecay * w}. In front of a chain it is the gradient of an L2 penalty;
   * behind {@link #scaleByAdam} it is the decoupled decay of AdamW (Loshchilov and Hutter 2019).
   *
   * @param weightDecay at least 0
   */
  public static GradientTransformation addDecayedWeights(double weightDecay) {
    Check.notNegative("a weight decay", weightDecay);
    return GradientTransformation.perParameter(
        (parameter, update, slots) -> update.plus(parameter.times(weightDecay)));
  }

  // Around other optimizers.

  /**
   * Gradient accumulation: the mean of the gradients of {@code steps} steps makes one step of the
   * inner optimizer, as the gradient of one batch of that many times the size would, where the loss
   * is a mean over the batch. In between, the parameters and all that the inner optimizer remembers
   * stand still; it is computed in every step all the same, and its results are dropped.
   *
   * <p>Schedules of the inner optimizer count the steps that it makes.
   *
   * @param steps 1 to 2^24
   */
  public static Optimizer accumulate(int steps, Optimizer optimizer) {
    return new Accumulation(steps, optimizer);
  }

  /**
   * The inner optimizer makes every k-th step, of that step's gradient; the gradients of the other
   * steps are dropped. In between, the parameters and all that the inner optimizer remembers stand
   * still. The k-th step is the first one that moves anything.
   *
   * @param k 1 to 2^24
   */
  public static Optimizer everyKth(int k, Optimizer optimizer) {
    return new EveryKth(k, optimizer);
  }

  /**
   * Lookahead (Zhang et al. 2019). The inner optimizer moves fast weights θ, which are the
   * parameters; after each round of {@code steps} the slow weights φ follow, and the next round
   * starts from them:
   *
   * <pre>
   * φ = φ + slowRate * (θ - φ)
   * θ = φ
   * </pre>
   *
   * <p>What the inner optimizer remembers goes on from round to round, as in the paper. Samples
   * drawn within a round are of the fast weights.
   *
   * @param steps k, 1 to 2^24; 5 in the paper
   * @param slowRate α, in (0, 1]; 0.5 in the paper
   */
  public static Optimizer lookahead(int steps, double slowRate, Optimizer optimizer) {
    return new Lookahead(steps, slowRate, optimizer);
  }
}
