package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.List;

/**
 * Elements of an array picked by a step on each axis; a step of 0 repeats.
 *
 * @param offset the first element
 * @param sizes the size of each axis
 * @param steps from one index to the next on each axis, in elements
 */
record View(long offset, List<Integer> sizes, List<Integer> steps) {

  View {
    sizes = List.copyOf(sizes);
    steps = List.copyOf(steps);
  }

  /** All elements of a row-major array of these sizes. */
  static View all(List<Integer> sizes) {
    return new View(0, sizes, rowMajor(sizes));
  }

  /** The steps of a row-major array of these sizes. */
  static List<Integer> rowMajor(List<Integer> sizes) {
    List<Integer> steps = new ArrayList<>();
    int step = 1;
    for (int axis = sizes.size() - 1; axis >= 0; axis--) {
      steps.add(0, step);
      step *= sizes.get(axis);
    }
    return steps;
  }

  /** The elements from an index on each axis on, of these sizes. */
  View block(List<Integer> begin, List<Integer> blockSizes) {
    long start = offset;
    for (int axis = 0; axis < begin.size(); axis++) {
      start += (long) begin.get(axis) * steps.get(axis);
    }
    return new View(start, blockSizes, steps);
  }

  /** The same elements with the axes in another order. */
  View permuted(List<Integer> permutation) {
    return new View(
        offset,
        permutation.stream().map(sizes::get).toList(),
        permutation.stream().map(steps::get).toList());
  }
}
