package org.gan4j.data;

import org.gan4j.random.RandomStream;

/** Samples each of which belongs to a class. */
public interface LabelledSamples extends Samples {

  /** These samples as they are; if they are not labelled, they make one class. */
  static LabelledSamples of(Samples samples) {
    return samples instanceof LabelledSamples labelled ? labelled : new OneClass(samples);
  }

  /**
   * The number of classes. It is 1 where the data have none: every label is then 0, and there is
   * nothing to condition a network on.
   */
  int classes();

  /**
   * Writes samples and their classes: a pure function of the stream's seed, purpose and step.
   *
   * @param rows where to write the samples, row-major
   * @param labels where to write the class of each, in [0, classes)
   * @param count how many samples
   * @param stream positioned at the step for which the samples are
   */
  void fill(float[] rows, int[] labels, int count, RandomStream stream);

  @Override
  default void fill(float[] rows, int count, RandomStream stream) {
    fill(rows, new int[count], count, stream);
  }
}
