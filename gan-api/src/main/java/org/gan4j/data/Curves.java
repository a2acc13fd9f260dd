package org.gan4j.data;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;

/**
 * The curves of the experiment and its exercises. Those built in are computed with StrictMath, so
 * that they have the same bits everywhere; a function of the user's should be, too.
 */
public final class Curves {
  private Curves() {}

  /** {@code y = 10 + x²} for x in [-50, 50). */
  public static Curve quadratic() {
    return of("quadratic", -50, 50, x -> 10 + x * x);
  }

  /**
   * {@code y = c0 + c1 x + c2 x² + ...} for x in [low, high).
   *
   * @param coefficients c0 first
   * @throws IllegalArgumentException if low is not below high, there is no coefficient or a value
   *     is not finite
   */
  public static Curve polynomial(double low, double high, double... coefficients) {
    if (coefficients.length == 0) {
      throw new IllegalArgumentException("a polynomial needs at least one coefficient");
    }
    double[] copy = coefficients.clone();
    return of("polynomial", low, high, x -> horner(copy, x));
  }

  /** {@code y = x - 0.001 x³} for x in [-50, 50): falls, rises and falls again. */
  public static Curve cubic() {
    return of("cubic", -50, 50, x -> x - 0.001 * x * x * x);
  }

  /** {@code y = 10 sin(x)} for x in [-2 pi, 2 pi). */
  public static Curve sine() {
    return of("sine", -2 * Math.PI, 2 * Math.PI, x -> 10 * StrictMath.sin(x));
  }

  /** {@code y = 10 cos(x)} for x in [-2 pi, 2 pi). */
  public static Curve cosine() {
    return of("cosine", -2 * Math.PI, 2 * Math.PI, x -> 10 * StrictMath.cos(x));
  }

  /** Two curves at once: {@code y = 10 + x²} and {@code y = -10 - x²} for x in [-50, 50). */
  public static Curve twoParabolas() {
    return new Curve("two-parabolas", -50, 50, List.of(x -> 10 + x * x, x -> -10 - x * x));
  }

  /**
   * A function of the user's for x in [low, high).
   *
   * @throws IllegalArgumentException if low is not below high or a value is not finite
   */
  public static Curve of(String name, double low, double high, DoubleUnaryOperator function) {
    return new Curve(name, low, high, List.of(Check.given("function", function)));
  }

  /**
   * A curve in more dimensions: {@code point(t)} for t uniform in [low, high).
   *
   * @param dimensions the number of coordinates that {@code point} returns, at least 1
   * @throws IllegalArgumentException if dimensions is below 1 or low is not below high; when
   *     filled, if {@code point} returns another number of coordinates
   */
  public static Samples parametric(
      int dimensions, double low, double high, DoubleFunction<double[]> point) {
    if (dimensions < 1 || !(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "a parametric curve needs at least 1 dimension and low < high, not %s, %s and %s"
              .formatted(dimensions, low, high));
    }
    Check.finite("a parametric curve's low", low);
    Check.finite("a parametric curve's high", high);
    Objects.requireNonNull(point, "point");
    return Samples.of(
        Shape.of(dimensions),
        (row, stream) -> {
          double[] coordinates = point.apply(low + (high - low) * stream.nextUniform());
          if (coordinates.length != dimensions) {
            throw new IllegalArgumentException(
                "a parametric curve of %s dimensions returned %s coordinates"
                    .formatted(dimensions, coordinates.length));
          }
          for (int i = 0; i < dimensions; i++) {
            row[i] = (float) coordinates[i];
          }
        });
  }

  private static double horner(double[] coefficients, double x) {
    double y = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      y = y * x + coefficients[i];
    }
    return y;
  }
}
