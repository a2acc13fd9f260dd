package org.gan4j.backend.nd4j;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;

/**
 * Says in whose memory a value lies. Most values have memory of their own. A reshaped value, or a
 * slice of adjacent elements, lies in its operand's memory. A part of a concatenation lies in the
 * memory of the whole, where it belongs.
 */
final class SharedMemory {
  private record Part(Tensor whole, long offset) {}

  private final Map<Tensor, Part> parts = new HashMap<>();
  private final Set<Tensor> wholes = new HashSet<>();

  /** Whether a slice is a run of adjacent elements. */
  static boolean isRun(Slice op, Shape from) {
    boolean several = false;
    for (int axis = 0; axis < from.rank(); axis++) {
      if (several && op.size().size(axis) < from.size(axis)) {
        return false;
      }
      several |= op.size().size(axis) > 1;
    }
    return true;
  }

  /** The value whose instruction computes this one: the value itself, or the origin of a view. */
  static Tensor computed(Tensor value) {
    Tensor computed = value;
    while (isView(computed)) {
      computed = computed.operand(0);
    }
    return computed;
  }

  private static boolean isView(Tensor value) {
    return value.op() instanceof Reshape
        || (value.op() instanceof Slice op && isRun(op, value.operand(0).shape()));
  }

  /** The value in whose memory this one is. */
  Tensor root(Tensor value) {
    Tensor computed = computed(value);
    Part part = parts.get(computed);
    return part == null ? computed : part.whole;
  }

  /** Where in that memory it starts. */
  long offset(Tensor value) {
    long offset = 0;
    Tensor computed = value;
    while (isView(computed)) {
      if (computed.op() instanceof Slice op) {
        View all = View.all(computed.operand(0).shape().sizes());
        offset += all.block(op.begin(), op.size().sizes()).offset();
      }
      computed = computed.operand(0);
    }
    Part part = parts.get(computed);
    return part == null ? offset : offset + part.offset;
  }

  /** Whether it is all that is in that memory. */
  boolean isWhole(Tensor value) {
    return value.shape().elementCount() == root(value).shape().elementCount();
  }

  /** Whether there are others in the memory of this value. */
  boolean hasParts(Tensor value) {
    return wholes.contains(value);
  }

  /** Puts those operands of a concatenation that may move where they belong in its memory. */
  void place(Tensor concatenation, Predicate<Tensor> mayMove) {
    Concat op = (Concat) concatenation.op();
    if (concatenation.shape().count(0, op.axis()) != 1) {
      return;
    }
    long offset = 0;
    for (Tensor operand : concatenation.operands()) {
      Tensor root = root(operand);
      if (isWhole(operand) && !(root.op() instanceof Concat) && mayMove.test(root)) {
        parts.put(root, new Part(concatenation, offset));
        wholes.add(concatenation);
      }
      offset += operand.shape().elementCount();
    }
  }
}
