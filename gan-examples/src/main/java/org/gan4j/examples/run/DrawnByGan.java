package org.gan4j.examples.run;

import org.gan4j.gan.TrainedGan;
import org.gan4j.tensor.Shape;

/** Samples of a generator, as a request wants them. */
record DrawnByGan(TrainedGan gan, Shape rowShape, SampleRequest request) implements Drawn {

  @Override
  public float[][] rows(int first, int count) {
    Integer label = request.label();
    float[][] rows =
        label == null
            ? gan.generateFrom(first, count, request.seed())
            : gan.generateFrom(first, count, request.seed(), label);
    for (float[] row : rows) {
      requireFinite(row);
    }
    return rows;
  }

  private void requireFinite(float[] row) {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new BadDataException(
            request.weights() + " is damaged: the generator's samples have the value " + value);
      }
    }
  }

  @Override
  public void close() {
    gan.close();
  }
}
