package org.gan4j.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Operands put one after another along an axis; all other axes are equal.
 *
 * @param axis the axis along which to put them
 */
public record Concat(int axis) implements Op {

  @Override
  public String print() {
    return "concat axis=" + axis;
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape first = operands.get(0);
    int total = 0;
    for (Shape shape : operands) {
      if (axis < 0
          || axis >= shape.rank()
          || shape.rank() != first.rank()
          || !shape.withSize(axis, 0).equals(first.withSize(axis, 0))) {
        throw new ShapeException(print() + ": all other axes must be equal: " + operands);
      }
      total += shape.size(axis);
    }
    return first.withSize(axis, total);
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    List<Tensor> gradients = new ArrayList<>();
    List<Integer> begin = new ArrayList<>(Collections.nCopies(result.shape().rank(), 0));
    for (Tensor operand : result.operands()) {
      gradients.add(Tensor.of(new Slice(begin, operand.shape()), upstream));
      begin.set(axis, begin.get(axis) + operand.shape().size(axis));
    }
    return gradients;
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.concat(this, node);
  }
}
