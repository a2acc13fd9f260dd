package org.gan4j.examples.run;

import org.gan4j.tensor.Shape;

/**
 * Samples that are drawn when they are asked for, so that they need not all fit into memory: a
 * table if a row is a vector, pictures if it is {@code [height, width, channels]}.
 */
public interface Drawn extends AutoCloseable {

  /** The shape of a sample. */
  Shape rowShape();

  /**
   * Some of the samples.
   *
   * @param first the number of the first one, a multiple of 256
   * @param count how many
   * @return a row a sample, row-major
   * @throws BadDataException if the weights that they are drawn from are damaged
   */
  float[][] rows(int first, int count);

  /** Gives up the weights. */
  @Override
  void close();
}
