package org.gan4j.data;

import org.gan4j.random.RandomStream;

/** Samples each of which belongs to a class. */
public interface LabelledSamples extends Samples {

  /** The number of classes, at least 2. */
  int classes();

  /**
   * As {@link #fill(float[], int, RandomStream)}, and tells the class of each sample.
   *
   * @param labels where to write the classes, each in [0, {@link #classes()})
   */
  void fill(float[] rows, int[] labels, int count, RandomStream stream);
}
