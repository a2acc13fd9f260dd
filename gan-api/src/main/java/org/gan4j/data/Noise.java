package org.gan4j.data;

import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** What a generator makes samples from. */
public sealed interface Noise extends Samples {

  /**
   * Independent values uniform in [low, high).
   *
   * @param size the number of latent values, at least 1
   * @throws IllegalArgumentException if size is below 1, or low is not below high as a float
   */
  static Noise uniform(int size, double low, double high) {
    return new Uniform(size, low, high);
  }

  /**
   * Independent normal values with mean 0 and variance 1.
   *
   * @param size the number of latent values, at least 1
   * @throws IllegalArgumentException if size is below 1
   */
  static Noise gaussian(int size) {
    return new Gaussian(size);
  }

  /** The number of latent values of one sample. */
  int size();

  @Override
  default Shape rowShape() {
    return Shape.of(size());
  }

  /** See {@link Noise#uniform}. */
  record Uniform(int size, double low, double high) implements Noise {
    /**
     * @throws IllegalArgumentException if size is below 1, or low is not below high as a float
     */
    public Uniform {
      requireSize(size);
      if (!((float) low < (float) high) || !Float.isFinite((float) high - (float) low)) {
        throw new IllegalArgumentException(
            "uniform noise needs finite low < high, not low " + low + " and high " + high);
      }
    }

    @Override
    public void fill(float[] rows, int count, RandomStream stream) {
      stream.fillUniform(rows, count * size, (float) low, (float) high);
    }
  }

  /** See {@link Noise#gaussian}. */
  record Gaussian(int size) implements Noise {
    /**
     * @throws IllegalArgumentException if size is below 1
     */
    public Gaussian {
      requireSize(size);
    }

    @Override
    public void fill(float[] rows, int count, RandomStream stream) {
      stream.fillGaussian(rows, count * size);
    }
  }

  private static void requireSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("noise needs at least 1 value, not " + size);
    }
  }
}
