package org.gan4j.backend.nd4j;

import java.util.List;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * An operand of an elementwise operation that ND4J can repeat on the fly, so that it need not be
 * written out to its full size.
 *
 * @param kind what is repeated
 * @param tensor the operand
 */
record Repeated(Kind kind, Tensor tensor) {
  enum Kind {
    /** Nothing: the operand is an array of full size. */
    WHOLE,
    CONSTANT,
    SCALAR,
    /** The trailing axes, over all leading ones. */
    ROW,
    /** The leading axes, over all trailing ones. */
    COLUMN
  }

  static Repeated of(Tensor operand) {
    return new Repeated(kind(operand), operand);
  }

  private static Kind kind(Tensor operand) {
    if (operand.op() instanceof Fill) {
      return Kind.CONSTANT;
    }
    if (!(operand.op() instanceof BroadcastTo)) {
      return Kind.WHOLE;
    }
    Shape from = operand.operand(0).shape();
    Shape to = operand.shape();
    int count = from.elementCount();
    if (count == 1) {
      return Kind.SCALAR;
    }
    for (int axis = 1; axis < to.rank(); axis++) {
      if (from.count(0, axis) == 1 && count == to.count(axis, to.rank())) {
        return Kind.ROW;
      }
      if (from.count(axis, to.rank()) == 1 && count == to.count(0, axis)) {
        return Kind.COLUMN;
      }
    }
    return Kind.WHOLE;
  }

  boolean isWhole() {
    return kind == Kind.WHOLE;
  }

  /** op(whole, this). */
  Instruction applied(Arithmetic op, Tensor node, Tensor whole) {
    if (tensor.op() instanceof Fill fill) {
      return Instruction.of(
              node,
              List.of(whole),
              (calls, z, x, s) -> calls.scalar(op, x[0], calls.constant(fill.value()), z))
          .orInPlace();
    }
    return Instruction.of(
            node,
            List.of(whole, tensor.operand(0)),
            (calls, z, x, s) -> apply(op, calls, x[0], x[1], z))
        .orInPlace();
  }

  private void apply(Arithmetic op, Calls calls, NativeArray x, NativeArray y, NativeArray z) {
    switch (kind) {
      case SCALAR -> calls.scalar(op, x, y, z);
      case ROW -> calls.withRow(op, x, y, z);
      case COLUMN -> calls.withColumn(op, x, y, z);
      case WHOLE, CONSTANT -> throw new IllegalStateException(kind + " is not repeated");
    }
  }

  /** The operand written out to its full size. */
  Instruction writtenOut() {
    return Instruction.of(
        tensor,
        tensor.operands(),
        (calls, z, x, s) -> {
          if (isWhole()) {
            calls.copy(x[0], repeating(), z, View.all(tensor.shape().sizes()));
          } else {
            apply(Arithmetic.SECOND, calls, z, x[0], z);
          }
        });
  }

  private View repeating() {
    Shape from = tensor.operand(0).shape();
    List<Integer> steps = View.rowMajor(from.sizes());
    return new View(
        0,
        tensor.shape().sizes(),
        from.axes().stream().map(axis -> from.size(axis) == 1 ? 0 : steps.get(axis)).toList());
  }
}
