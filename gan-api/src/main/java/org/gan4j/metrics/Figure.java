package org.gan4j.metrics;

/**
 * A measured figure with how it was made.
 *
 * <pre>{@code
 * double gained = before.minus(after);  // throws if they were measured differently
 * }</pre>
 *
 * @param value what was measured
 * @param protocol how
 */
public record Figure(double value, Protocol protocol) {

  /**
   * The difference to another figure.
   *
   * @throws IllegalArgumentException if it was made by another protocol, naming all that differs
   */
  public double minus(Figure other) {
    protocol.requireSame(other.protocol);
    return value - other.value;
  }
}
