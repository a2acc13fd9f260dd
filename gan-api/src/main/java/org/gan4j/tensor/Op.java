package org.gan4j.tensor;

import java.util.List;

/**
 * One primitive operation. Each implementation declares, in one place, its printed form, its shape
 * rule and its derivative; the set is closed under differentiation, so every derivative is again
 * made of these operations and gradients of gradients need nothing more.
 *
 * <p>There is no implicit broadcasting at this level: operands of an elementwise operation have
 * equal shapes, and {@link Tensor}'s fluent methods insert {@link BroadcastTo} where needed.
 *
 * <p>Operations are values: two equal operations over the same operands compute the same result.
 */
public sealed interface Op
    permits Input,
        Variable,
        Fill,
        Unary,
        Binary,
        Select,
        Reduction,
        BroadcastTo,
        Reshape,
        Transpose,
        Slice,
        Pad,
        Concat,
        MatMul,
        Conv2d,
        Conv2dInputGradient,
        Conv2dFilterGradient,
        StopGradient {

  /** The printed form, attributes included: {@code slice begin=[0, 2] size=[8, 2]}. */
  String print();

  /**
   * The shape of the result.
   *
   * @throws ShapeException naming this operation and all operand shapes, if they do not fit
   */
  Shape resultShape(List<Shape> operands);

  /**
   * The vector-Jacobian product: given the gradient of some scalar with respect to the result, its
   * gradient with respect to each operand. An operand that the result does not depend on smoothly
   * gets zeros.
   */
  List<Tensor> gradients(Tensor result, Tensor upstream);

  /** Calls the visitor's method for this kind of operation. */
  <R> R accept(Visitor<R> visitor, Tensor node);

  /**
   * One arm per primitive: what a backend, an interpreter or a pass implements, and what the
   * compiler asks it to extend when a primitive is added.
   */
  interface Visitor<R> {
    R input(Input op, Tensor node);

    R variable(Variable op, Tensor node);

    R fill(Fill op, Tensor node);

    R unary(Unary op, Tensor node);

    R binary(Binary op, Tensor node);

    R select(Select op, Tensor node);

    R reduction(Reduction op, Tensor node);

    R broadcastTo(BroadcastTo op, Tensor node);

    R reshape(Reshape op, Tensor node);

    R transpose(Transpose op, Tensor node);

    R slice(Slice op, Tensor node);

    R pad(Pad op, Tensor node);

    R concat(Concat op, Tensor node);

    R matMul(MatMul op, Tensor node);

    R conv2d(Conv2d op, Tensor node);

    R conv2dInputGradient(Conv2dInputGradient op, Tensor node);

    R conv2dFilterGradient(Conv2dFilterGradient op, Tensor node);

    /** Only tracing knows this operation: a {@code Program} never contains it. */
    default R stopGradient(StopGradient op, Tensor node) {
      throw new IllegalStateException("stopGradient is removed when a program is built");
    }
  }
}
