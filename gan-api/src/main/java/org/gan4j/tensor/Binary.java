package org.gan4j.tensor;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * Elementwise functions of two operands of equal shape: name, definition, and the derivative by
 * each operand, with {@code g} the upstream gradient and {@code y} the result. Comparisons give 1
 * or 0, are false for NaN, and have no derivative.
 */
public enum Binary implements Op {
  ADD((a, b) -> a + b, (g, a, b, y) -> g, (g, a, b, y) -> g),
  SUBTRACT((a, b) -> a - b, (g, a, b, y) -> g, (g, a, b, y) -> g.negate()),
  MULTIPLY((a, b) -> a * b, (g, a, b, y) -> g.times(b), (g, a, b, y) -> g.times(a)),
  DIVIDE(
      (a, b) -> a / b,
      (g, a, b, y) -> g.dividedBy(b),
      (g, a, b, y) -> g.times(y).dividedBy(b).negate()),
  /** The larger one; NaN if either is NaN; the gradient of a tie goes to the left operand. */
  MAX(Math::max, (g, a, b, y) -> g.where(a.isAtLeast(b)), (g, a, b, y) -> g.where(b.isAbove(a))),
  /** The smaller one; NaN if either is NaN; the gradient of a tie goes to the left operand. */
  MIN(Math::min, (g, a, b, y) -> g.where(b.isAtLeast(a)), (g, a, b, y) -> g.where(a.isAbove(b))),
  GREATER((a, b) -> a > b ? 1 : 0, Binary::none, Binary::none),
  GREATER_EQUAL((a, b) -> a >= b ? 1 : 0, Binary::none, Binary::none),
  EQUAL((a, b) -> a == b ? 1 : 0, Binary::none, Binary::none);

  private final DoubleBinaryOperator definition;
  private final Derivative byLeft;
  private final Derivative byRight;

  Binary(DoubleBinaryOperator definition, Derivative byLeft, Derivative byRight) {
    this.definition = definition;
    this.byLeft = byLeft;
    this.byRight = byRight;
  }

  private interface Derivative {
    Tensor of(Tensor g, Tensor a, Tensor b, Tensor y);
  }

  /** The exact result for one pair of elements, in double precision. */
  public double apply(double a, double b) {
    return definition.applyAsDouble(a, b);
  }

  /** Whether the result is a truth value: 1 for true and 0 for false. */
  public boolean isComparison() {
    return this == GREATER || this == GREATER_EQUAL || this == EQUAL;
  }

  @Override
  public String print() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    if (!operands.get(0).equals(operands.get(1))) {
      throw new ShapeException(
          print() + ": shapes differ: left " + operands.get(0) + ", right " + operands.get(1));
    }
    return operands.get(0);
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Tensor a = result.operand(0);
    Tensor b = result.operand(1);
    return List.of(byLeft.of(upstream, a, b, result), byRight.of(upstream, a, b, result));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.binary(this, node);
  }

  private static Tensor none(Tensor g, Tensor a, Tensor b, Tensor y) {
    return Tensor.zeros(y.shape());
  }
}
