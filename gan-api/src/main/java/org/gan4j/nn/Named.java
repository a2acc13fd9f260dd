package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** A network under a name of the user's. */
record Named(String name, Network network) implements Network {

  Named {
    Check.given("name", name);
    Check.given("network", network);
    if (name.isBlank() || name.contains("/")) {
      throw new IllegalArgumentException(
          "a network's name must have a letter and no '/': \"" + name + "\"");
    }
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    return network.apply(input, scope);
  }

  @Override
  public String kind() {
    return network.kind();
  }
}
