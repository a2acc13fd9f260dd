package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.tensor.Reduction;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/** Instructions for sums and maxima. */
final class Reductions {
  /** Adjacent axes that are all reduced or all kept, as one; sizes of 1 are left out. */
  private final List<Integer> sizes = new ArrayList<>();

  private final List<Integer> reduced = new ArrayList<>();

  private Reductions(Shape shape, List<Integer> axes) {
    boolean previous = false;
    for (int axis = 0; axis < shape.rank(); axis++) {
      int size = shape.size(axis);
      boolean isReduced = axes.contains(axis);
      if (size == 1) {
        continue;
      }
      int last = sizes.size() - 1;
      if (last >= 0 && isReduced == previous) {
        sizes.set(last, sizes.get(last) * size);
      } else {
        if (isReduced) {
          reduced.add(sizes.size());
        }
        sizes.add(size);
      }
      previous = isReduced;
    }
  }

  static Instruction select(Reduction op, Tensor node) {
    Shape shape = node.operand(0).shape();
    Reductions axes = new Reductions(shape, op.axes());
    return switch (op.kind()) {
      case SUM ->
          Instruction.of(node, node.operands(), (calls, z, x, s) -> axes.sum(calls, x[0], z));
      case MAX -> axes.maximum(node, shape.elementCount());
    };
  }

  private void sum(Calls calls, NativeArray x, NativeArray z) {
    if (sizes.size() == 2 && reduced.equals(List.of(0))) {
      calls.sumColumns(x, sizes.get(0), sizes.get(1), z);
    } else if (sizes.size() <= 2 && reduced.equals(List.of(sizes.size() - 1))) {
      calls.sumRows(x, z.count, x.count / z.count, z);
    } else {
      reduce(Calls.Reduce.SUM, calls, x, z);
    }
  }

  /** ND4J's maximum passes over NaN, so one of a kind is made of NaN alone, and added. */
  private Instruction maximum(Tensor node, int count) {
    return Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> {
              calls.transform(Transform.CLIP, x[0], s[0], 0, 0);
              sum(calls, s[0], s[1]);
              reduce(Calls.Reduce.MAX, calls, x[0], z);
              calls.pairwise(Arithmetic.ADD, z, s[1], z);
            })
        .withScratch(count, node.shape().elementCount());
  }

  private void reduce(Calls.Reduce op, Calls calls, NativeArray x, NativeArray z) {
    if (reduced.isEmpty()) {
      calls.copy(x, z);
    } else if (sizes.size() == 1) {
      calls.reduceAll(op, x, z);
    } else {
      calls.reduce(op, x, ints(sizes), ints(reduced), z);
    }
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
