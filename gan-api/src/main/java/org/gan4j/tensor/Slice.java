package org.gan4j.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;

/**
 * A contiguous block; its derivative pads with zeros.
 *
 * @param begin the first index on each axis
 * @param size the shape of the block
 */
public record Slice(List<Integer> begin, Shape size) implements Op {

  /** Copies the begin. */
  public Slice {
    begin = Check.allGiven("begin", begin);
    Check.given("size", size);
  }

  @Override
  public String print() {
    return "slice begin=" + begin + " size=" + size;
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape from = operands.get(0);
    boolean fits = begin.size() == from.rank() && size.rank() == from.rank();
    for (int axis = 0; fits && axis < from.rank(); axis++) {
      fits = begin.get(axis) >= 0 && begin.get(axis) + size.size(axis) <= from.size(axis);
    }
    if (!fits) {
      throw new ShapeException(print() + " is outside of shape " + from);
    }
    return size;
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Shape from = result.operand(0).shape();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      after.add(from.size(axis) - begin.get(axis) - size.size(axis));
    }
    return List.of(Tensor.of(new Pad(begin, after), upstream));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.slice(this, node);
  }
}
