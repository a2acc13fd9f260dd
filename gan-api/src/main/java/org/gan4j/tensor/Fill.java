package org.gan4j.tensor;

import java.util.List;

/**
 * A constant: every element has the same value.
 *
 * @param shape the shape of the result
 * @param value the value of every element
 */
public record Fill(Shape shape, float value) implements Op {

  @Override
  public String print() {
    return "fill " + value;
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    return shape;
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    return List.of();
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.fill(this, node);
  }
}
