package org.gan4j.tensor;

/**
 * Shapes or sizes that do not fit, found while a network is traced and therefore before anything
 * runs. The message says what failed with all shapes, then where in the user's network, then how to
 * fix it, each on its own line as far as known:
 *
 * <pre>
 * matmul: inner dimensions differ: left [64, 100], right [128, 16]
 *   at generator/dense1
 *   fix: this layer was built for 128 inputs; the noise has 100
 * </pre>
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String location;
  private final String fix;

  /** A problem whose place and fix are not known yet. */
  public ShapeException(String problem) {
    this(problem, "", "");
  }

  private ShapeException(String problem, String location, String fix) {
    super(
        problem
            + (location.isEmpty() ? "" : "\n  at " + location)
            + (fix.isEmpty() ? "" : "\n  fix: " + fix));
    this.problem = problem;
    this.location = location;
    this.fix = fix;
  }

  /** The same error placed at {@code path}, unless an inner place is known already. */
  public ShapeException at(String path) {
    return location.isEmpty() ? new ShapeException(problem, path, fix) : this;
  }

  /** The same error with a way to fix it. */
  public ShapeException withFix(String howToFix) {
    return new ShapeException(problem, location, howToFix);
  }
}
