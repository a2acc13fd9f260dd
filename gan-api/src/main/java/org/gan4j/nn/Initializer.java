package org.gan4j.nn;

import java.util.Arrays;
import org.gan4j.check.Check;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * How a variable starts. Values are drawn on the host, so they are the same on every backend.
 *
 * <p>Fans are those of a dense kernel {@code [in, out]} or a filter {@code [height, width, in,
 * out]}: fanIn = height * width * in, fanOut = height * width * out.
 */
@FunctionalInterface
public interface Initializer {

  /** Fills the row-major values of a variable of this shape. */
  void fill(float[] values, Shape shape, RandomStream stream);

  /**
   * The same values times a factor, such as the gain of the activation that follows.
   *
   * @param factor finite; 0 starts at 0
   */
  default Initializer times(double factor) {
    Check.finite("an initializer's factor", factor);
    return (values, shape, stream) -> {
      fill(values, shape, stream);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (values[i] * factor);
      }
    };
  }

  /** The same value everywhere. */
  static Initializer constant(double value) {
    Check.finite("a constant initializer's value", value);
    return (values, shape, stream) -> Arrays.fill(values, (float) value);
  }

  /** Uniform in ±sqrt(6 / (fanIn + fanOut)); Glorot and Bengio 2010. */
  static Initializer glorotUniform() {
    return (values, shape, stream) ->
        uniform(values, stream, Math.sqrt(6.0 / (fanIn(shape) + fanOut(shape))));
  }

  /** Normal with standard deviation sqrt(2 / (fanIn + fanOut)); Glorot and Bengio 2010. */
  static Initializer glorotNormal() {
    return (values, shape, stream) ->
        normal(values, stream, Math.sqrt(2.0 / (fanIn(shape) + fanOut(shape))));
  }

  /** Uniform in ±sqrt(6 / fanIn), for rectifiers; He et al. 2015. */
  static Initializer heUniform() {
    return (values, shape, stream) -> uniform(values, stream, Math.sqrt(6.0 / fanIn(shape)));
  }

  /** Normal with standard deviation sqrt(2 / fanIn), for rectifiers; He et al. 2015. */
  static Initializer heNormal() {
    return (values, shape, stream) -> normal(values, stream, Math.sqrt(2.0 / fanIn(shape)));
  }

  /** Uniform in ±sqrt(3 / fanIn); LeCun et al. 1998. */
  static Initializer lecunUniform() {
    return (values, shape, stream) -> uniform(values, stream, Math.sqrt(3.0 / fanIn(shape)));
  }

  /** Normal with standard deviation sqrt(1 / fanIn); LeCun et al. 1998, used with SELU. */
  static Initializer lecunNormal() {
    return (values, shape, stream) -> normal(values, stream, Math.sqrt(1.0 / fanIn(shape)));
  }

  /** Normal with this standard deviation. */
  static Initializer normal(double standardDeviation) {
    Check.notNegative("a normal initializer's standard deviation", standardDeviation);
    return (values, shape, stream) -> normal(values, stream, standardDeviation);
  }

  /** Uniform in [low, high). */
  static Initializer uniform(double low, double high) {
    Check.finite("a uniform initializer's low", low);
    Check.finite("a uniform initializer's high", high);
    Check.finite("a uniform initializer's range", high - low);
    if (low > high) {
      throw new IllegalArgumentException(
          "a uniform initializer needs low <= high, not low %s and high %s".formatted(low, high));
    }
    return (values, shape, stream) ->
        stream.fillUniform(values, values.length, (float) low, (float) high);
  }

  /**
   * Normal with this standard deviation before truncation, redrawn where it falls outside of two
   * standard deviations.
   */
  static Initializer truncatedNormal(double standardDeviation) {
    Check.notNegative("a truncated normal initializer's standard deviation", standardDeviation);
    return (values, shape, stream) -> {
      for (int i = 0; i < values.length; i++) {
        float drawn = stream.nextGaussian();
        while (Math.abs(drawn) > 2) {
          drawn = stream.nextGaussian();
        }
        values[i] = (float) (drawn * standardDeviation);
      }
    };
  }

  /**
   * Orthonormal rows or columns, whichever there are fewer of, of the kernel seen as a matrix [all
   * other axes, last axis], times a gain; Saxe et al. 2014.
   */
  static Initializer orthogonal(double gain) {
    return new Orthogonal(gain);
  }

  private static void uniform(float[] values, RandomStream stream, double limit) {
    stream.fillUniform(values, values.length, (float) -limit, (float) limit);
  }

  private static void normal(float[] values, RandomStream stream, double standardDeviation) {
    stream.fillGaussian(values, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * standardDeviation);
    }
  }

  private static double fanIn(Shape shape) {
    return shape.rank() < 2 ? shape.elementCount() : shape.count(0, shape.rank() - 1);
  }

  private static double fanOut(Shape shape) {
    return shape.rank() < 2
        ? shape.elementCount()
        : (double) shape.count(0, shape.rank() - 2) * shape.size(-1);
  }
}
