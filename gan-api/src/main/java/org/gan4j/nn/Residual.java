package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/**
 * The sum of what a network makes of its input and what a shortcut does, usually nothing. He et al.
 * 2016.
 */
record Residual(Network body, Network shortcut) implements Network {
  /** Checks its arguments. */
  Residual {
    Check.given("body", body);
    Check.given("shortcut", shortcut);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Tensor output = scope.apply("body", body, input);
    Tensor direct = scope.apply("shortcut", shortcut, input);
    if (!output.shape().equals(direct.shape())) {
      throw new ShapeException(
              "residual: the body's output %s has another shape than its shortcut's %s"
                  .formatted(output.shape(), direct.shape()))
          .withFix("end the body with a layer that restores the input's shape");
    }
    return direct.plus(output);
  }

  @Override
  public String kind() {
    return "residual";
  }
}
