package org.gan4j.nn;

import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/** A network whose input is added to its output. He et al. 2016. */
record Residual(Network body) implements Network {

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Tensor output = scope.apply("body", body, input);
    if (!output.shape().equals(input.shape())) {
      throw new ShapeException(
              "residual: the body's output %s has another shape than its input %s"
                  .formatted(output.shape(), input.shape()))
          .withFix("end the body with a layer that restores the input's shape");
    }
    return input.plus(output);
  }

  @Override
  public String kind() {
    return "residual";
  }
}
