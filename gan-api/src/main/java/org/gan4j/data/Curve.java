package org.gan4j.data;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.gan4j.check.Check;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * Points (x, y) on the graph of a function, or of several: {@code x = low + (high - low) * u} with
 * u uniform in [0, 1), {@code y = f(x)}, computed in double precision. With several functions, each
 * point picks one at random.
 *
 * @param name what it is called in reports
 * @param low the smallest x
 * @param high the upper end of x
 * @param functions at least one
 */
public record Curve(String name, double low, double high, List<DoubleUnaryOperator> functions)
    implements Samples {
  private static final int GRID = 10_000;

  /**
   * @throws IllegalArgumentException if low is not below high, there is no function, or a function
   *     is not finite on the range
   */
  public Curve {
    Objects.requireNonNull(name, "name");
    functions = Check.allGiven("functions", functions);
    Check.finite("a curve's low", low);
    Check.finite("a curve's high", high);
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "curve %s needs low < high, not low %s and high %s".formatted(name, low, high));
    }
    if (functions.isEmpty()) {
      throw new IllegalArgumentException("curve " + name + " needs at least one function");
    }
    for (DoubleUnaryOperator function : functions) {
      for (int i = 0; i <= GRID; i++) {
        double x = low + (high - low) * i / GRID;
        if (!Float.isFinite((float) function.applyAsDouble(x))) {
          throw new IllegalArgumentException("curve %s is not finite at x = %s".formatted(name, x));
        }
      }
    }
  }

  @Override
  public Shape rowShape() {
    return Shape.of(2);
  }

  @Override
  public void fill(float[] rows, int count, RandomStream stream) {
    for (int i = 0; i < count; i++) {
      double x = low + (high - low) * stream.nextUniform();
      int picked = functions.size() == 1 ? 0 : stream.nextInt(functions.size());
      rows[2 * i] = (float) x;
      rows[2 * i + 1] = (float) functions.get(picked).applyAsDouble(x);
    }
  }

  /** The vertical distance of a point from the nearest function's graph. */
  public double verticalDistance(double x, double y) {
    double nearest = Double.POSITIVE_INFINITY;
    for (DoubleUnaryOperator function : functions) {
      nearest = Math.min(nearest, Math.abs(y - function.applyAsDouble(x)));
    }
    return nearest;
  }

  /** The largest y minus the smallest, over all functions. */
  public double heightRange() {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (DoubleUnaryOperator function : functions) {
      for (int i = 0; i <= GRID; i++) {
        double y = function.applyAsDouble(low + (high - low) * i / GRID);
        smallest = Math.min(smallest, y);
        largest = Math.max(largest, y);
      }
    }
    return largest - smallest;
  }
}
