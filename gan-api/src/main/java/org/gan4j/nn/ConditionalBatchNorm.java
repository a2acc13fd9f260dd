package org.gan4j.nn;

import java.util.Collections;
import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/** Batch normalization with a scale and an offset for each class of samples. */
record ConditionalBatchNorm(BatchNorm norm) implements Network {

  ConditionalBatchNorm {
    Check.given("norm", norm);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    return norm.apply(input, scope, (name, start) -> perSample(name, start, input.shape(), scope));
  }

  private static Tensor perSample(String name, Initializer start, Shape samples, Scope scope) {
    Tensor labels = scope.labels();
    Shape table = Shape.of(labels.shape().size(1), samples.size(-1));
    Shape ones = new Shape(Collections.nCopies(samples.rank(), 1));
    return labels
        .matMul(scope.parameter(name, table, start))
        .reshape(ones.withSize(0, samples.size(0)).withSize(-1, samples.size(-1)));
  }

  @Override
  public String kind() {
    return "conditionalBatchNorm";
  }
}
