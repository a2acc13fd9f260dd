package org.gan4j.backend;

import java.util.function.Predicate;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * Something that a backend cannot do.
 *
 * @param reason one sentence, for the user and for the conformance suite's report
 * @param matches which nodes of a program it concerns
 */
public record Limit(String reason, Predicate<Tensor> matches) {
  /** Checks its arguments. */
  public Limit {
    Check.given("reason", reason);
    Check.given("matches", matches);
  }
}
