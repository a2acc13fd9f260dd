package org.gan4j.backend.nd4j;

/**
 * The axes of two views of equal sizes, as few as can be: an axis of size 1 is dropped, and two
 * axes that are one in both views are merged.
 */
final class StridedPair {
  private final int[] sizes;
  private final int[] from;
  private final int[] to;
  private int rank;

  StridedPair(View from, View to) {
    this.sizes = new int[from.sizes().size() + 1];
    this.from = new int[sizes.length];
    this.to = new int[sizes.length];
    for (int axis = 0; axis < from.sizes().size(); axis++) {
      add(from.sizes().get(axis), from.steps().get(axis), to.steps().get(axis));
    }
    if (rank == 0) {
      append(1, 1, 1);
    }
  }

  private void add(int size, int fromStep, int toStep) {
    if (size == 1) {
      return;
    }
    int last = rank - 1;
    if (rank > 0 && from[last] == fromStep * size && to[last] == toStep * size) {
      sizes[last] *= size;
      from[last] = fromStep;
      to[last] = toStep;
    } else {
      append(size, fromStep, toStep);
    }
  }

  private void append(int size, int fromStep, int toStep) {
    sizes[rank] = size;
    from[rank] = fromStep;
    to[rank] = toStep;
    rank++;
  }

  /** Whether both are one run of adjacent elements. */
  boolean isContiguous() {
    return rank == 1 && from[0] == 1 && to[0] == 1;
  }

  long[] sizes() {
    return longs(sizes);
  }

  long[] fromSteps() {
    return longs(from);
  }

  long[] toSteps() {
    return longs(to);
  }

  private long[] longs(int[] values) {
    long[] longs = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      longs[axis] = values[axis];
    }
    return longs;
  }
}
