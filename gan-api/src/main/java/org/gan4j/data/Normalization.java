package org.gan4j.data;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * A shift and a scale for each coordinate: {@code normalized = (value - shift) / scale}.
 *
 * @param shift what becomes 0, finite
 * @param scale what becomes 1 away from it, positive and finite
 */
public record Normalization(List<Double> shift, List<Double> scale) {
  private static final int ESTIMATION_ROWS = 10_000;

  /**
   * @throws IllegalArgumentException if the lists are empty or differ in length, a shift is not
   *     finite or a scale is not positive and finite
   */
  public Normalization {
    shift = Check.allGiven("shift", shift);
    scale = Check.allGiven("scale", scale);
    if (shift.isEmpty()
        || shift.size() != scale.size()
        || !shift.stream().allMatch(Double::isFinite)
        || !scale.stream().allMatch(s -> s > 0 && Double.isFinite(s))) {
      throw new IllegalArgumentException(
          "a normalization needs a finite shift and a positive, finite scale for each coordinate:"
              + " shift %s, scale %s".formatted(shift, scale));
    }
  }

  /**
   * To mean 0 and standard deviation 1, estimated from 10,000 samples of a fixed seed. A constant
   * coordinate keeps its scale.
   *
   * @throws IllegalArgumentException if one of these samples is not finite, or an array cannot hold
   *     as many of this size
   */
  public static Normalization standardizing(Samples samples) {
    List<Column> columns = columns(samples);
    return new Normalization(
        columns.stream().map(Column::mean).toList(),
        columns.stream().map(column -> positiveOrOne(column.deviation())).toList());
  }

  /**
   * To [-1, 1]: the smallest and the largest of 10,000 samples of a fixed seed go to its ends, so
   * that other samples may lie a little outside. A constant coordinate keeps its scale.
   *
   * @throws IllegalArgumentException if one of these samples is not finite, or an array cannot hold
   *     as many of this size
   */
  public static Normalization bounding(Samples samples) {
    List<Column> columns = columns(samples);
    return new Normalization(
        columns.stream().map(column -> (column.low() + column.high()) / 2).toList(),
        columns.stream().map(column -> positiveOrOne((column.high() - column.low()) / 2)).toList());
  }

  private static double positiveOrOne(double scale) {
    return scale > 0 ? scale : 1;
  }

  private record Column(double low, double high, double mean, double deviation) {}

  private static List<Column> columns(Samples samples) {
    int width = samples.rowShape().elementCount();
    float[] rows = Rows.newArray(ESTIMATION_ROWS, width);
    samples.fill(rows, ESTIMATION_ROWS, RandomStream.of(0, "normalization"));
    NonFinite.refuse(
        rows, samples.rowShape(), "a normalization can only be estimated from finite samples");
    List<Column> columns = new ArrayList<>();
    for (int first = 0; first < width; first++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int i = first; i < rows.length; i += width) {
        low = Math.min(low, rows[i]);
        high = Math.max(high, rows[i]);
        sum += rows[i];
      }
      double mean = sum / ESTIMATION_ROWS;
      double squares = 0;
      for (int i = first; i < rows.length; i += width) {
        squares += (rows[i] - mean) * (rows[i] - mean);
      }
      columns.add(new Column(low, high, mean, Math.sqrt(squares / ESTIMATION_ROWS)));
    }
    return columns;
  }

  /**
   * Normalizes the first {@code count} row-major rows in place.
   *
   * @throws IllegalArgumentException if the array does not hold so many rows
   */
  public void apply(float[] rows, int count) {
    int width = shift.size();
    Rows.requireRows(rows, count, width);
    for (int column = 0; column < width; column++) {
      double zero = shift.get(column);
      double one = scale.get(column);
      for (int i = column; i < count * width; i += width) {
        rows[i] = (float) ((rows[i] - zero) / one);
      }
    }
  }

  /**
   * Undoes {@link #apply}.
   *
   * @throws IllegalArgumentException if the array does not hold so many rows
   */
  public void invert(float[] rows, int count) {
    int width = shift.size();
    Rows.requireRows(rows, count, width);
    for (int column = 0; column < width; column++) {
      double zero = shift.get(column);
      double one = scale.get(column);
      for (int i = column; i < count * width; i += width) {
        rows[i] = (float) (rows[i] * one + zero);
      }
    }
  }

  /**
   * Refuses rows that this does not fit.
   *
   * @throws IllegalArgumentException if they have another number of coordinates
   */
  public void requireFit(Shape rowShape) {
    if (rowShape.elementCount() != shift.size()) {
      throw new IllegalArgumentException(
          "a normalization of %s coordinates does not fit rows of shape %s"
              .formatted(shift.size(), rowShape));
    }
  }

  /**
   * The same samples with the same labels, normalized; samples without labels make one class.
   *
   * @throws IllegalArgumentException if their rows have another number of coordinates
   */
  public LabelledSamples normalized(Samples samples) {
    return new NormalizedSamples(LabelledSamples.of(samples), this);
  }

  private record NormalizedSamples(LabelledSamples samples, Normalization normalization)
      implements LabelledSamples {
    NormalizedSamples {
      normalization.requireFit(samples.rowShape());
    }

    @Override
    public Shape rowShape() {
      return samples.rowShape();
    }

    @Override
    public List<Provenance> provenance() {
      return samples.provenance();
    }

    @Override
    public String fingerprint() {
      return samples.fingerprint();
    }

    @Override
    public int classes() {
      return samples.classes();
    }

    @Override
    public void fill(float[] rows, int count, RandomStream stream) {
      samples.fill(rows, count, stream);
      normalization.apply(rows, count);
    }

    @Override
    public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
      samples.fill(rows, labels, count, stream);
      normalization.apply(rows, count);
    }
  }
}
