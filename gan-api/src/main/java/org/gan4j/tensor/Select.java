package org.gan4j.tensor;

import java.util.List;

/**
 * Elementwise choice over operands (condition, ifTrue, ifFalse) of equal shape: {@code ifTrue}
 * where the condition is not 0 (NaN counts as true), else {@code ifFalse}. The value not chosen has
 * no influence, not even as NaN.
 */
public record Select() implements Op {

  @Override
  public String print() {
    return "select";
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape shape = operands.get(0);
    if (!shape.equals(operands.get(1)) || !shape.equals(operands.get(2))) {
      throw new ShapeException(
          "select: shapes differ: condition %s, if true %s, if false %s"
              .formatted(shape, operands.get(1), operands.get(2)));
    }
    return shape;
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Tensor condition = result.operand(0);
    Tensor zeros = Tensor.zeros(result.shape());
    return List.of(
        zeros,
        Tensor.select(condition, upstream, zeros),
        Tensor.select(condition, zeros, upstream));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.select(this, node);
  }
}
