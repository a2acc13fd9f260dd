package org.gan4j.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gan4j.check.Check;

/**
 * A permutation of the axes: axis {@code i} of the result is axis {@code permutation.get(i)} of the
 * operand.
 *
 * @param permutation each axis of the operand exactly once
 */
public record Transpose(List<Integer> permutation) implements Op {

  /** Copies the permutation. */
  public Transpose {
    permutation = Check.allGiven("permutation", permutation);
  }

  @Override
  public String print() {
    return "transpose permutation=" + permutation;
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape from = operands.get(0);
    if (!permutation.stream().sorted().toList().equals(from.axes())) {
      throw new ShapeException(
          "transpose: " + permutation + " is not a permutation of the axes of " + from);
    }
    return new Shape(permutation.stream().map(from::size).toList());
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    List<Integer> inverse = new ArrayList<>(Collections.nCopies(permutation.size(), 0));
    for (int axis = 0; axis < permutation.size(); axis++) {
      inverse.set(permutation.get(axis), axis);
    }
    return List.of(Tensor.of(new Transpose(inverse), upstream));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.transpose(this, node);
  }
}
