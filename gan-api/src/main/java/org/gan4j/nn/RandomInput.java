package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Input;

/**
 * An input of a program that is fed with new random numbers at each run: a dropout mask, the
 * interpolation of a penalty.
 *
 * @param input the input; its name is the purpose of its random stream
 * @param distribution how it is filled
 */
public record RandomInput(Input input, Distribution distribution) {
  /** Checks its arguments. */
  public RandomInput {
    Check.given("input", input);
    Check.given("distribution", distribution);
  }
}
