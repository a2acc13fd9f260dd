package org.gan4j.tensor;

import java.util.List;
import org.gan4j.check.Check;

/**
 * The same elements, in row-major order, under another shape.
 *
 * @param shape the shape of the result
 */
public record Reshape(Shape shape) implements Op {
  /** Checks its arguments. */
  public Reshape {
    Check.given("shape", shape);
  }

  @Override
  public String print() {
    return "reshape";
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    if (operands.get(0).elementCount() != shape.elementCount()) {
      throw new ShapeException(
          "reshape: %s has %s elements, %s has %s"
              .formatted(
                  operands.get(0), operands.get(0).elementCount(), shape, shape.elementCount()));
    }
    return shape;
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    return List.of(upstream.reshape(result.operand(0).shape()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.reshape(this, node);
  }
}
