package org.gan4j.tensor;

import java.util.List;

/** The operand unchanged, but a constant for every derivative. */
public record StopGradient() implements Op {

  @Override
  public String print() {
    return "stopGradient";
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    return operands.get(0);
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    return List.of(Tensor.zeros(result.shape()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.stopGradient(this, node);
  }
}
