package org.gan4j.data;

import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * Where rows of data come from: a distribution to learn, or noise.
 *
 * <pre>{@code
 * Samples line = Samples.of(Shape.of(2), (row, stream) -> row[0] = row[1] = stream.nextUniform());
 * }</pre>
 */
public interface Samples {

  /** The shape of one sample. */
  Shape rowShape();

  /**
   * Writes samples: a pure function of the stream's seed, purpose and step.
   *
   * @param rows where to write, row-major
   * @param count how many samples
   * @param stream positioned at the step for which the samples are
   */
  void fill(float[] rows, int count, RandomStream stream);

  /** The files that these samples were read from; none if they come from elsewhere. */
  default List<Provenance> provenance() {
    return List.of();
  }

  /**
   * What tells these samples from others, by which a resumed training knows its data again; empty,
   * by default, if there is no more to tell than what {@link #fill} writes.
   */
  default String fingerprint() {
    return "";
  }

  /**
   * Draws samples as an array of rows, each row-major.
   *
   * @throws IllegalArgumentException if count is negative, or too large for an array
   */
  default float[][] draw(int count, long seed) {
    int size = rowShape().elementCount();
    float[] rows = Rows.newArray(count, size);
    fill(rows, count, RandomStream.of(seed, "draw"));
    return Rows.split(rows, size);
  }

  /** Samples drawn one by one, independently. */
  static Samples of(Shape rowShape, Row row) {
    return new IndependentRows(rowShape, row);
  }

  /** How one sample is drawn. */
  @FunctionalInterface
  interface Row {
    /** Writes one sample into {@code row}. */
    void draw(float[] row, RandomStream stream);
  }
}
