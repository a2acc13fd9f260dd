package org.gan4j.backend.jvm.compile;

import java.util.Arrays;
import org.gan4j.tensor.Shape;

/**
 * Copies a block of elements between two arrays, each with its own stride along each axis: the one
 * loop behind feeding, reading, transpose, slice, pad, concat and materialized broadcasts. Axes
 * that continue each other in both arrays are one.
 */
final class StridedCopy {
  private final int[] sizes;
  private final int[] fromStrides;
  private final int fromOffset;
  private final int[] toStrides;
  private final int toOffset;

  StridedCopy(Shape block, int[] fromStrides, int fromOffset, int[] toStrides, int toOffset) {
    int[] merged = new int[block.rank()];
    int[] from = new int[block.rank()];
    int[] to = new int[block.rank()];
    int rank = 0;
    for (int axis = 0; axis < block.rank(); axis++) {
      int size = block.size(axis);
      if (rank > 0
          && from[rank - 1] == size * fromStrides[axis]
          && to[rank - 1] == size * toStrides[axis]) {
        rank--;
        size *= merged[rank];
      }
      merged[rank] = size;
      from[rank] = fromStrides[axis];
      to[rank] = toStrides[axis];
      rank++;
    }
    this.sizes = Arrays.copyOf(merged, rank);
    this.fromStrides = Arrays.copyOf(from, rank);
    this.fromOffset = fromOffset;
    this.toStrides = Arrays.copyOf(to, rank);
    this.toOffset = toOffset;
  }

  void run(float[] from, float[] to) {
    copy(0, from, fromOffset, to, toOffset);
  }

  private void copy(int axis, float[] from, int fromStart, float[] to, int toStart) {
    if (axis == sizes.length) {
      to[toStart] = from[fromStart];
      return;
    }
    int size = sizes[axis];
    int fromStep = fromStrides[axis];
    int toStep = toStrides[axis];
    if (axis < sizes.length - 1) {
      for (int i = 0; i < size; i++) {
        copy(axis + 1, from, fromStart + i * fromStep, to, toStart + i * toStep);
      }
    } else if (fromStep == 1 && toStep == 1) {
      System.arraycopy(from, fromStart, to, toStart, size);
    } else {
      for (int i = 0; i < size; i++) {
        to[toStart + i * toStep] = from[fromStart + i * fromStep];
      }
    }
  }
}
