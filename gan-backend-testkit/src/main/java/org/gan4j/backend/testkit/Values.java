package org.gan4j.backend.testkit;

import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** The values of a program's inputs and variables, the same at each call. */
@FunctionalInterface
public interface Values {

  /** A new row-major array for the input or variable of this name. */
  float[] of(String leaf, Shape shape);

  /** Normal with mean 0 and this standard deviation. */
  static Values normal(double standardDeviation) {
    return (leaf, shape) -> {
      float[] values = new float[shape.elementCount()];
      RandomStream.of(1, leaf).fillGaussian(values, values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] *= (float) standardDeviation;
      }
      return values;
    };
  }

  /** Uniform in [low, high). */
  static Values uniform(double low, double high) {
    return (leaf, shape) -> {
      float[] values = new float[shape.elementCount()];
      RandomStream.of(1, leaf).fillUniform(values, values.length, (float) low, (float) high);
      return values;
    };
  }

  /**
   * Integers from -4 to 4: their sums and products are exact in any order, so that nothing is lost
   * in a tolerance.
   */
  static Values integers() {
    return (leaf, shape) -> {
      float[] values = new float[shape.elementCount()];
      RandomStream stream = RandomStream.of(1, leaf);
      for (int i = 0; i < values.length; i++) {
        values[i] = stream.nextInt(9) - 4;
      }
      return values;
    };
  }

  /** Other values for the inputs and variables whose names end with this. */
  default Values with(String suffix, Values other) {
    return (leaf, shape) -> leaf.endsWith(suffix) ? other.of(leaf, shape) : of(leaf, shape);
  }
}
