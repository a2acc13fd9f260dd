package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** The input unchanged, while a named network beside makes a value of it that can be asked for. */
record SideOutput(String name, Network network) implements Network {
  /** Checks its arguments. */
  SideOutput {
    Check.given("name", name);
    Check.given("network", network);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    scope.apply(name, network, input);
    return input;
  }

  @Override
  public String kind() {
    return "sideOutput";
  }
}
