package org.gan4j.metrics;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;

/**
 * How a figure was made: figures of different protocols say nothing about each other.
 *
 * @param features the SHA-256 of the weights of the network whose features were compared
 * @param data the data set, its split and any resizing
 * @param realCount the number of real samples
 * @param generatedCount the number of generated samples
 */
public record Protocol(String features, String data, int realCount, int generatedCount) {
  /** Checks its arguments. */
  public Protocol {
    Check.given("features", features);
    Check.given("data", data);
  }

  /**
   * Passes if both protocols are the same.
   *
   * @throws IllegalArgumentException otherwise, naming all that differs
   */
  public void requireSame(Protocol other) {
    List<String> differences = new ArrayList<>();
    compare("features", features, other.features, differences);
    compare("data", data, other.data, differences);
    compare("real samples", realCount, other.realCount, differences);
    compare("generated samples", generatedCount, other.generatedCount, differences);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "figures of different protocols cannot be compared: "
              + String.join("; ", differences)
              + "\n  fix: measure both again in the same way");
    }
  }

  private static void compare(String what, Object a, Object b, List<String> differences) {
    if (!a.equals(b)) {
      differences.add("%s %s and %s".formatted(what, a, b));
    }
  }
}
