package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** What the network is given under a name, instead of the tensor that flows through it. */
record NamedInput(String name) implements Network {
  /** Checks its arguments. */
  NamedInput {
    Check.given("name", name);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    return scope.input(name);
  }

  @Override
  public String kind() {
    return "input";
  }
}
