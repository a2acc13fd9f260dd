package org.gan4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.gan4j.check.Check;

/**
 * The static shape of a tensor: the size of each axis, outermost first. A scalar has rank 0; an
 * axis of size 0 is legal and makes the tensor empty.
 *
 * @param sizes the size of each axis, each at least 0
 */
public record Shape(List<Integer> sizes) {

  /** The shape of a single number. */
  public static final Shape SCALAR = new Shape(List.of());

  /**
   * @throws IllegalArgumentException if a size is negative or the tensor would have more elements
   *     than a Java array can hold
   */
  public Shape {
    sizes = Check.allGiven("sizes", sizes);
    long count = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("a shape cannot have a negative size: " + sizes);
      }
      count *= size;
      if (count > Integer.MAX_VALUE - 64) {
        throw new IllegalArgumentException("a tensor of shape " + sizes + " has too many elements");
      }
    }
  }

  /** A shape with these axis sizes. */
  public static Shape of(int... sizes) {
    return new Shape(Arrays.stream(Check.given("sizes", sizes)).boxed().toList());
  }

  /** The number of axes. */
  public int rank() {
    return sizes.size();
  }

  /** The size of one axis; a negative axis counts from the last. */
  public int size(int axis) {
    return sizes.get(axis(axis));
  }

  /** The number of elements, the product of the sizes; 1 for a scalar. */
  public int elementCount() {
    return count(0, rank());
  }

  /** The product of the sizes of the axes {@code from} (inclusive) to {@code to} (exclusive). */
  public int count(int from, int to) {
    int count = 1;
    for (int axis = from; axis < to; axis++) {
      count *= sizes.get(axis);
    }
    return count;
  }

  /** This shape with another size on one axis; a negative axis counts from the last. */
  public Shape withSize(int axis, int size) {
    List<Integer> changed = new ArrayList<>(sizes);
    changed.set(axis(axis), size);
    return new Shape(changed);
  }

  /** This shape with one more axis, of this size, before all others (a batch of rows). */
  public Shape prepend(int size) {
    List<Integer> longer = new ArrayList<>(sizes);
    longer.add(0, size);
    return new Shape(longer);
  }

  /** This shape without its first axis (a row of a batch). */
  public Shape withoutFirst() {
    return new Shape(sizes.subList(1, rank()));
  }

  /**
   * Resolves an axis that may count from the last (-1) to one in [0, rank).
   *
   * @throws ShapeException if there is no such axis
   */
  public int axis(int axis) {
    int resolved = axis < 0 ? axis + rank() : axis;
    if (resolved < 0 || resolved >= rank()) {
      throw new ShapeException("axis " + axis + " does not exist in shape " + this);
    }
    return resolved;
  }

  /** All axes of this shape: 0, 1, ... rank - 1. */
  public List<Integer> axes() {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      axes.add(axis);
    }
    return axes;
  }

  /**
   * The shape that two operands of an elementwise operation are brought to, by NumPy's rule: shapes
   * are aligned at their last axis, and an axis of size 1 (or a missing one) repeats.
   *
   * @throws ShapeException if an axis differs and neither size is 1
   */
  public static Shape broadcast(String operation, Shape left, Shape right) {
    Check.given("operation", operation);
    int rank = Math.max(left.rank(), right.rank());
    Shape a = left.padLeft(rank);
    Shape b = right.padLeft(rank);
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(rank, 1));
    for (int axis = 0; axis < rank; axis++) {
      int p = a.size(axis);
      int q = b.size(axis);
      if (p != q && p != 1 && q != 1) {
        throw new ShapeException(
            operation + ": shapes do not broadcast: left " + left + ", right " + right);
      }
      sizes.set(axis, p == 1 ? q : p);
    }
    return new Shape(sizes);
  }

  /** This shape with axes of size 1 put before it up to a rank. */
  Shape padLeft(int rank) {
    List<Integer> padded = new ArrayList<>(Collections.nCopies(rank - rank(), 1));
    padded.addAll(sizes);
    return new Shape(padded);
  }

  /** The sizes in brackets: {@code [256, 2]}; a scalar is {@code []}. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
