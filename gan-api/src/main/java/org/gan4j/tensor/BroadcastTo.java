package org.gan4j.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;

/**
 * Repeats axes of size 1 up to a shape of the same rank; its derivative is a sum.
 *
 * @param shape the shape of the result
 */
public record BroadcastTo(Shape shape) implements Op {
  /** Checks its arguments. */
  public BroadcastTo {
    Check.given("shape", shape);
  }

  @Override
  public String print() {
    return "broadcastTo";
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape from = operands.get(0);
    boolean fits = from.rank() == shape.rank();
    for (int axis = 0; fits && axis < shape.rank(); axis++) {
      fits = from.size(axis) == shape.size(axis) || from.size(axis) == 1;
    }
    if (!fits) {
      throw new ShapeException("broadcastTo: " + from + " does not broadcast to " + shape);
    }
    return shape;
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Shape from = result.operand(0).shape();
    List<Integer> repeated = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (from.size(axis) != shape.size(axis)) {
        repeated.add(axis);
      }
    }
    return List.of(Tensor.of(new Reduction(Reduction.Kind.SUM, repeated), upstream));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.broadcastTo(this, node);
  }
}
