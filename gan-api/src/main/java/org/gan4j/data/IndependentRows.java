package org.gan4j.data;

import java.util.Objects;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** Samples drawn one by one. */
record IndependentRows(Shape rowShape, Row row) implements Samples {
  IndependentRows {
    Objects.requireNonNull(rowShape, "rowShape");
    Objects.requireNonNull(row, "row");
  }

  @Override
  public void fill(float[] rows, int count, RandomStream stream) {
    float[] drawn = new float[rowShape.elementCount()];
    for (int i = 0; i < count; i++) {
      row.draw(drawn, stream);
      System.arraycopy(drawn, 0, rows, i * drawn.length, drawn.length);
    }
  }
}
