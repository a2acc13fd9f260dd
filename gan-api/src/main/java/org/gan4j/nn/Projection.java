package org.gan4j.nn;

import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/**
 * The end of a conditional discriminator: from features {@code x [batch, n]} of samples of class y
 * to logits {@code w x + b + embedding(y) x}. Miyato and Koyama 2018.
 */
record Projection() implements Network {

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    if (input.shape().rank() != 2) {
      throw new ShapeException(
              "projection: needs features [batch, n], the input is " + input.shape())
          .withFix("put globalAveragePool() or flatten() before this layer");
    }
    Tensor labels = scope.labels();
    Tensor table =
        scope.parameter(
            "embedding",
            Shape.of(labels.shape().size(1), input.shape().size(1)),
            Initializer.glorotUniform());
    return scope.apply("dense", Dense.of(1), input).plus(labels.matMul(table).times(input).sum(-1));
  }

  @Override
  public String kind() {
    return "projection";
  }
}
