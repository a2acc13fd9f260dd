package org.gan4j.data;

import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * What a generator makes samples from. The latent values are usually a vector; one's own noise may
 * have any shape, for instance that of images.
 *
 * <pre>{@code
 * Noise infoGan = Noise.joined(Noise.categorical(10), Noise.uniform(2, -1, 1), Noise.gaussian(62));
 * }</pre>
 */
public interface Noise extends Samples {

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

  /**
   * A code of one of several classes, all equally likely: 1 at the class and 0 elsewhere. Chen et
   * al. 2016 (InfoGAN).
   *
   * @param classes how many, at least 2
   * @throws IllegalArgumentException if classes is below 2
   */
  static Noise categorical(int classes) {
    return new Categorical(classes);
  }

  /**
   * Vectors of several kinds of noise one after another.
   *
   * @throws IllegalArgumentException if there is none, or one is no vector
   */
  static Noise joined(Noise... parts) {
    return new Joined(Check.allGiven("parts", parts));
  }

  /** Any samples as noise, such as the images that a generator is to translate. */
  static Noise of(Samples samples) {
    return new Given(samples);
  }

  /** The number of latent values of one sample. */
  default int size() {
    return rowShape().elementCount();
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
    public Shape rowShape() {
      return Shape.of(size);
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
    public Shape rowShape() {
      return Shape.of(size);
    }

    @Override
    public void fill(float[] rows, int count, RandomStream stream) {
      stream.fillGaussian(rows, count * size);
    }
  }

  /** See {@link Noise#categorical}. */
  record Categorical(int size) implements Noise {
    /**
     * @throws IllegalArgumentException if size is below 2
     */
    public Categorical {
      if (size < 2) {
        throw new IllegalArgumentException("a code needs at least 2 classes, not " + size);
      }
    }

    @Override
    public Shape rowShape() {
      return Shape.of(size);
    }

    @Override
    public void fill(float[] rows, int count, RandomStream stream) {
      for (int row = 0; row < count; row++) {
        int chosen = stream.nextInt(size);
        for (int i = 0; i < size; i++) {
          rows[row * size + i] = i == chosen ? 1 : 0;
        }
      }
    }
  }

  /** See {@link Noise#joined}. */
  record Joined(List<Noise> parts) implements Noise {
    /**
     * @throws IllegalArgumentException if there is no part, or one is no vector
     */
    public Joined {
      parts = Check.allGiven("parts", parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("joined noise needs at least one part");
      }
      for (Noise part : parts) {
        if (part.rowShape().rank() != 1) {
          throw new IllegalArgumentException(
              "only vectors of noise can be joined, and one part has shape " + part.rowShape());
        }
      }
    }

    @Override
    public Shape rowShape() {
      return Shape.of(parts.stream().mapToInt(Noise::size).sum());
    }

    @Override
    public void fill(float[] rows, int count, RandomStream stream) {
      int width = size();
      int at = 0;
      for (Noise part : parts) {
        int size = part.size();
        float[] values = new float[count * size];
        part.fill(values, count, stream);
        for (int row = 0; row < count; row++) {
          System.arraycopy(values, row * size, rows, row * width + at, size);
        }
        at += size;
      }
    }
  }

  /** See {@link Noise#of}. */
  record Given(Samples samples) implements Noise {
    /** Checks its arguments. */
    public Given {
      Check.given("samples", samples);
    }

    @Override
    public Shape rowShape() {
      return samples.rowShape();
    }

    @Override
    public void fill(float[] rows, int count, RandomStream stream) {
      samples.fill(rows, count, stream);
    }
  }

  private static void requireSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("noise needs at least 1 value, not " + size);
    }
  }
}
