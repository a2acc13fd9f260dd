package org.gan4j.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;

/**
 * Zeros put around a tensor; its derivative slices.
 *
 * @param before the number of zeros before each axis, each at least 0
 * @param after the number of zeros after each axis, each at least 0
 */
public record Pad(List<Integer> before, List<Integer> after) implements Op {

  /** Copies both lists. */
  public Pad {
    before = Check.allGiven("before", before);
    after = Check.allGiven("after", after);
  }

  @Override
  public String print() {
    return "pad before=" + before + " after=" + after;
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape from = operands.get(0);
    boolean fits = before.size() == from.rank() && after.size() == from.rank();
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; fits && axis < from.rank(); axis++) {
      fits = before.get(axis) >= 0 && after.get(axis) >= 0;
      sizes.add(before.get(axis) + from.size(axis) + after.get(axis));
    }
    if (!fits) {
      throw new ShapeException(
          print() + " needs one count of at least 0 per axis of shape " + from);
    }
    return new Shape(sizes);
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    return List.of(Tensor.of(new Slice(before, result.operand(0).shape()), upstream));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.pad(this, node);
  }
}
