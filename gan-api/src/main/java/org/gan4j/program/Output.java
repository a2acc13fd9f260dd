package org.gan4j.program;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * A value read out after a run.
 *
 * @param name unique within the program
 * @param value what is read
 */
public record Output(String name, Tensor value) {
  /** Checks its arguments. */
  public Output {
    Check.given("name", name);
    Check.given("value", value);
  }
}
