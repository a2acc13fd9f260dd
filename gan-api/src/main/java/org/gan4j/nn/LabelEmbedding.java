package org.gan4j.nn;

import java.util.List;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * The input and, after its last axis, a trained vector for each sample's class, the same at every
 * pixel of an image. Mirza and Osindero 2014 (conditional GAN).
 */
record LabelEmbedding(int size) implements Network {

  LabelEmbedding {
    Requirements.requirePositive("label embedding", "value", size);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Tensor labels = scope.labels();
    Tensor table =
        scope.parameter("embedding", Shape.of(labels.shape().size(1), size), Initializer.normal(1));
    Shape shape = input.shape();
    Shape oneEach = new Shape(shape.axes().stream().map(axis -> 1).toList());
    Tensor embedded =
        labels
            .matMul(table)
            .reshape(oneEach.withSize(0, shape.size(0)).withSize(-1, size))
            .broadcastTo(shape.withSize(-1, size));
    return Tensor.concat(shape.rank() - 1, List.of(input, embedded));
  }

  @Override
  public String kind() {
    return "labelEmbedding";
  }
}
