package org.gan4j.nn;

import org.gan4j.random.RandomStream;

/** How random numbers that are fed into a program are drawn on the host. */
public enum Distribution {
  /** Uniform in [0, 1). */
  UNIFORM {
    @Override
    public void fill(float[] values, RandomStream stream) {
      stream.fillUniform(values, values.length, 0, 1);
    }
  },
  /** Normal with mean 0 and standard deviation 1. */
  NORMAL {
    @Override
    public void fill(float[] values, RandomStream stream) {
      stream.fillGaussian(values, values.length);
    }
  };

  /** Fills the array with numbers of this distribution. */
  public abstract void fill(float[] values, RandomStream stream);
}
