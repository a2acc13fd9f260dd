package org.gan4j.data;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * A shift and a scale for each coordinate: {@code normalized = (value - shift) / scale}.
 *
 * @param shift what becomes 0
 * @param scale what becomes 1 away from it, positive
 */
public record Normalization(List<Double> shift, List<Double> scale) {
  private static final int ESTIMATION_ROWS = 10_000;

  /**
   * @throws IllegalArgumentException if the lists differ in length or a scale is not positive
   */
  public Normalization {
    shift = List.copyOf(shift);
    scale = List.copyOf(scale);
    if (shift.size() != scale.size() || scale.stream().anyMatch(s -> !(s > 0))) {
      throw new IllegalArgumentException(
          "a normalization needs a positive scale for each shift: shift %s, scale %s"
              .formatted(shift, scale));
    }
  }

  /** To mean 0 and standard deviation 1, estimated from 10,000 samples of a fixed seed. */
  public static Normalization standardizing(Samples samples) {
    int width = samples.rowShape().elementCount();
    float[] rows = new float[ESTIMATION_ROWS * width];
    samples.fill(rows, ESTIMATION_ROWS, RandomStream.of(0, "normalization"));
    List<Double> shift = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      double sum = 0;
      double squares = 0;
      for (int i = column; i < rows.length; i += width) {
        sum += rows[i];
      }
      double mean = sum / ESTIMATION_ROWS;
      for (int i = column; i < rows.length; i += width) {
        squares += (rows[i] - mean) * (rows[i] - mean);
      }
      double deviation = Math.sqrt(squares / ESTIMATION_ROWS);
      shift.add(mean);
      scale.add(deviation > 0 ? deviation : 1);
    }
    return new Normalization(shift, scale);
  }

  /** Normalizes row-major rows in place. */
  public void apply(float[] rows, int count) {
    int width = shift.size();
    for (int i = 0; i < count * width; i++) {
      rows[i] = (float) ((rows[i] - shift.get(i % width)) / scale.get(i % width));
    }
  }

  /** Undoes {@link #apply}. */
  public void invert(float[] rows, int count) {
    int width = shift.size();
    for (int i = 0; i < count * width; i++) {
      rows[i] = (float) (rows[i] * scale.get(i % width) + shift.get(i % width));
    }
  }

  /** The same samples, normalized. */
  public Samples normalized(Samples samples) {
    Normalization normalization = this;
    return new Samples() {
      @Override
      public Shape rowShape() {
        return samples.rowShape();
      }

      @Override
      public void fill(float[] rows, int count, RandomStream stream) {
        samples.fill(rows, count, stream);
        normalization.apply(rows, count);
      }
    };
  }
}
