package org.gan4j.data;

import java.util.Arrays;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * A fixed set of rows, with or without labels, in shuffled epochs: every row is seen once before
 * any is seen again. Step {@code s} takes positions {@code s * count} to {@code (s + 1) * count -
 * 1} of the endless sequence of epochs, so a batch may end one epoch and begin the next, no row is
 * dropped, and training resumed at a step sees what it would have seen.
 */
public final class ArraySamples implements LabelledSamples {
  private final float[] values;
  private final Shape rowShape;
  private final int[] labels;
  private final int classes;
  private final Epochs epochs;

  private ArraySamples(float[] values, Shape rowShape, int[] labels, int classes) {
    int rows = countRows(values, rowShape);
    NonFinite.refuse(values, rowShape, "samples must be finite");
    if (labels.length != rows) {
      throw new IllegalArgumentException(
          "%s rows need a label each, not %s labels".formatted(rows, labels.length));
    }
    if (classes < 1) {
      throw new IllegalArgumentException("samples need at least 1 class, not " + classes);
    }
    Classes.check(labels, labels.length, classes);
    this.values = values;
    this.rowShape = rowShape;
    this.labels = labels;
    this.classes = classes;
    this.epochs = new Epochs(rows);
  }

  private static ArraySamples ofOneClass(float[] values, Shape rowShape) {
    return new ArraySamples(values, rowShape, new int[countRows(values, rowShape)], 1);
  }

  private static int countRows(float[] values, Shape rowShape) {
    int width = rowShape.elementCount();
    if (width == 0 || values.length == 0 || values.length % width != 0) {
      throw new IllegalArgumentException(
          "samples need one or more whole rows of shape %s, not %s values"
              .formatted(rowShape, values.length));
    }
    return values.length / width;
  }

  private static Shape shapeOf(float[][] rows) {
    return Shape.of(rows.length == 0 ? 0 : rows[0].length);
  }

  /**
   * A copy of these rows of rank 1, without labels.
   *
   * @throws IllegalArgumentException if there are none, one is null, they differ in length, or a
   *     value is not finite
   */
  public static ArraySamples of(float[][] rows) {
    return ofOneClass(Rows.join(rows), shapeOf(rows));
  }

  /**
   * A copy of these rows of rank 1 with their classes.
   *
   * @param labels the class of each row, in [0, classes)
   * @param classes the number of classes, at least 1
   * @throws IllegalArgumentException if there are no rows, one is null, they differ in length, a
   *     value is not finite, or labels are too few, too many or not in [0, classes)
   */
  public static ArraySamples of(float[][] rows, int[] labels, int classes) {
    return new ArraySamples(Rows.join(rows), shapeOf(rows), labels.clone(), classes);
  }

  /**
   * A copy of these rows of any shape, for example images {@code [height, width, channels]},
   * without labels.
   *
   * @param values all rows, row-major, one after the other
   * @throws IllegalArgumentException if that is not one or more whole rows, or a value is not
   *     finite
   */
  public static ArraySamples of(Shape rowShape, float[] values) {
    return ofOneClass(values.clone(), rowShape);
  }

  /**
   * A copy of these rows of any shape with their classes.
   *
   * @param values all rows, row-major, one after the other
   * @param labels the class of each row, in [0, classes)
   * @param classes the number of classes, at least 1
   * @throws IllegalArgumentException if that is not one or more whole rows, a value is not finite,
   *     or labels are too few, too many or not in [0, classes)
   */
  public static ArraySamples of(Shape rowShape, float[] values, int[] labels, int classes) {
    return new ArraySamples(values.clone(), rowShape, labels.clone(), classes);
  }

  @Override
  public Shape rowShape() {
    return rowShape;
  }

  /** The number of classes; 1 for rows without labels. */
  @Override
  public int classes() {
    return classes;
  }

  /** The number of rows. */
  public int size() {
    return labels.length;
  }

  /** A hash of all values and labels. */
  @Override
  public String fingerprint() {
    return "%08x%08x".formatted(Arrays.hashCode(values), Arrays.hashCode(labels));
  }

  @Override
  public void fill(float[] into, int count, RandomStream stream) {
    for (int place = 0; place < count; place++) {
      copy(epochs.row(place, count, stream), into, place);
    }
  }

  @Override
  public void fill(float[] into, int[] intoLabels, int count, RandomStream stream) {
    for (int place = 0; place < count; place++) {
      int row = epochs.row(place, count, stream);
      copy(row, into, place);
      intoLabels[place] = labels[row];
    }
  }

  private void copy(int row, float[] into, int place) {
    int width = rowShape.elementCount();
    System.arraycopy(values, row * width, into, place * width, width);
  }
}
