package org.gan4j.loss;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.autodiff.Gradients;
import org.gan4j.check.Check;
import org.gan4j.nn.Distribution;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * Gradient penalties. With {@code g(x)} the gradient of the discriminator's logit by its input, for
 * each sample on its own, and {@code |g|} its norm over all axes but the batch.
 *
 * <p>The discriminator must treat the samples of a batch independently: with batch norm in it, "the
 * gradient of one sample" means nothing.
 */
public final class Penalties {
  private Penalties() {}

  /**
   * {@code weight * E (|g(x)| - 1)²} at points drawn uniformly on the lines between real and
   * generated samples, one point a pair: WGAN-GP, Gulrajani et al. 2017.
   *
   * @param weight positive; 10 in the paper
   */
  public static Penalty wganGp(double weight) {
    Check.positive("a penalty's weight", weight);
    return context -> slopeExcess(context).square().mean().times(weight);
  }

  /**
   * {@code weight * E max(0, |g(x)| - 1)²}: as {@link #wganGp} but slopes below 1 are free; Petzka
   * et al. 2018.
   *
   * @param weight positive; 10 is usual
   */
  public static Penalty wganGpOneSided(double weight) {
    Check.positive("a penalty's weight", weight);
    return context -> slopeExcess(context).max(0).square().mean().times(weight);
  }

  /**
   * {@code gamma / 2 * E |g(real)|²}; Mescheder et al. 2018.
   *
   * @param gamma positive
   */
  public static Penalty r1(double gamma) {
    Check.positive("a penalty's gamma", gamma);
    return context -> squaredSlope(context, context.real()).mean().times(gamma / 2);
  }

  /**
   * {@code gamma / 2 * E |g(fake)|²}; Mescheder et al. 2018.
   *
   * @param gamma positive
   */
  public static Penalty r2(double gamma) {
    Check.positive("a penalty's gamma", gamma);
    return context -> squaredSlope(context, context.fake()).mean().times(gamma / 2);
  }

  /** The sum of several penalties. */
  public static Penalty sum(List<Penalty> penalties) {
    List<Penalty> copy = Check.allGiven("penalties", penalties);
    return context ->
        copy.stream().map(p -> p.of(context)).reduce(Tensor::plus).orElse(Tensor.scalar(0));
  }

  private static Tensor slopeExcess(Penalty.Context context) {
    Tensor real = context.real();
    Shape onePerSample =
        new Shape(Collections.nCopies(real.shape().rank(), 1)).withSize(0, real.shape().size(0));
    Tensor position = context.random("interpolation", onePerSample, Distribution.UNIFORM);
    Tensor between = real.plus(context.fake().minus(real).times(position));
    return norm(squaredSlope(context, between)).minus(1);
  }

  /** {@code |g(x)|²}, {@code [batch, 1, ...]}. */
  private static Tensor squaredSlope(Penalty.Context context, Tensor at) {
    Tensor point = at.stopGradient();
    Tensor logits = context.discriminator().apply(point);
    Tensor slope = Gradients.of(logits.sum(), List.of(point)).get(0);
    return slope.square().sum(IntStream.range(1, at.shape().rank()).toArray());
  }

  /** The root with derivative 0 at 0, where the usual one is infinite and would make NaN. */
  private static Tensor norm(Tensor square) {
    Tensor positive = square.isAbove(0);
    return Tensor.select(positive, square, Tensor.scalar(1)).sqrt().where(positive);
  }
}
