package org.gan4j.nn;

import java.util.function.UnaryOperator;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** An elementwise function as a layer, without parameters. */
record Activation(String kind, UnaryOperator<Tensor> function) implements Network {
  /** Checks its arguments. */
  Activation {
    Check.given("kind", kind);
    Check.given("function", function);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    return function.apply(input);
  }
}
