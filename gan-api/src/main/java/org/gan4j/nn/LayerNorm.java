package org.gan4j.nn;

import java.util.stream.IntStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * Layer normalization: each sample is shifted and scaled to mean 0 and variance 1 over all axes but
 * the batch, then by a trained scale and offset over the last axis. Ba et al. 2016.
 */
record LayerNorm(double epsilon) implements Network {

  LayerNorm {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("layer norm's epsilon must be positive, not " + epsilon);
    }
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    int[] axes = IntStream.range(1, input.shape().rank()).toArray();
    Tensor centered = input.minus(input.mean(axes));
    Tensor deviation = centered.square().mean(axes).plus(epsilon).sqrt();
    Shape channels = Shape.of(input.shape().size(-1));
    return centered
        .dividedBy(deviation)
        .times(scope.parameter("scale", channels, Initializer.constant(1)))
        .plus(scope.parameter("offset", channels, Initializer.constant(0)));
  }

  @Override
  public String kind() {
    return "layerNorm";
  }
}
