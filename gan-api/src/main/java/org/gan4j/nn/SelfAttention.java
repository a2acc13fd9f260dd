package org.gan4j.nn;

import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * Every pixel looks at every other: {@code x + gamma * o(softmax(f(x) g(x)ᵀ) h(x))} with 1x1
 * convolutions f and g to an eighth of the channels, h to a half, o back to all, and a trained
 * gamma that starts at 0. Zhang et al. 2019 (SAGAN), without its pooling.
 */
record SelfAttention() implements Network {

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape images = Requirements.requireImages("selfAttention", input);
    int channels = images.size(3);
    Tensor queries = pixels(scope, "query", input, Math.max(1, channels / 8));
    Tensor keys = pixels(scope, "key", input, Math.max(1, channels / 8));
    Tensor values = pixels(scope, "value", input, Math.max(1, channels / 2));
    Tensor attended = softmax(queries.matMul(keys.transpose(0, 2, 1))).matMul(values);
    Tensor output =
        scope.apply(
            "output",
            Convolution.of(channels, 1).withoutBias(),
            attended.reshape(images.withSize(3, values.shape().size(2))));
    Tensor gamma = scope.parameter("gamma", Shape.SCALAR, Initializer.constant(0));
    return input.plus(output.times(gamma));
  }

  /** Of each image, a row of {@code size} values for each pixel. */
  private static Tensor pixels(Scope scope, String name, Tensor images, int size) {
    Tensor mixed = scope.apply(name, Convolution.of(size, 1).withoutBias(), images);
    return mixed.reshape(mixed.shape().size(0), mixed.shape().count(1, 3), size);
  }

  private static Tensor softmax(Tensor scores) {
    Tensor powers = scores.minus(scores.maxOver(-1).stopGradient()).exp();
    return powers.dividedBy(powers.sum(-1));
  }

  @Override
  public String kind() {
    return "selfAttention";
  }
}
