package org.gan4j.backend.jvm.kernel;

import org.gan4j.tensor.Shape;

/**
 * How a tensor of a shape lies in an array, which depends on nothing but the shape, so that
 * operands of one shape always agree. A matrix is stored with its longer dimension contiguous:
 * activations {@code [batch, features]} batch-contiguous, and any vector contiguous whichever way
 * it lies. Its rows are padded to whole vectors, so that loops have no tails; what stands in the
 * padding is never looked at. Everything else is row-major, padded at its end.
 */
public final class Layout {
  private final Shape shape;
  private final boolean transposed;
  private final int outer;
  private final int inner;
  private final int stride;

  private Layout(Shape shape, int lanes) {
    boolean matrix = shape.rank() == 2;
    this.shape = shape;
    this.transposed = matrix && shape.size(0) > shape.size(1);
    this.outer = matrix ? Math.min(shape.size(0), shape.size(1)) : 1;
    this.inner = matrix ? Math.max(shape.size(0), shape.size(1)) : shape.elementCount();
    this.stride = (inner + lanes - 1) / lanes * lanes;
  }

  public static Layout of(Shape shape, int lanes) {
    return new Layout(shape, lanes);
  }

  /** The number of contiguous rows. */
  public int outer() {
    return outer;
  }

  /** The number of elements in a contiguous row. */
  public int inner() {
    return inner;
  }

  /** The distance from one row to the next. */
  public int stride() {
    return stride;
  }

  /** The length of the array. */
  public int length() {
    return outer * stride;
  }

  /** Whether the rows are the columns of the matrix. */
  public boolean transposed() {
    return transposed;
  }

  /** Whether the elements lie in row-major order without gaps. */
  public boolean isRowMajor() {
    return outer <= 1 || (!transposed && stride == inner);
  }

  /** The distance between neighbours along each axis. */
  public int[] strides() {
    if (shape.rank() == 2) {
      return transposed ? new int[] {1, stride} : new int[] {stride, 1};
    }
    return rowMajorStrides(shape);
  }

  public static int[] rowMajorStrides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.size(axis);
    }
    return strides;
  }

  /** The whole array as the matrix that the shape says. */
  public Matrix matrix(float[] values) {
    return new Matrix(values, 0, transposed ? 1 : stride, transposed ? stride : 1);
  }
}
