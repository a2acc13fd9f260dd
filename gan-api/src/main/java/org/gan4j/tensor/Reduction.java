package org.gan4j.tensor;

import java.util.List;
import java.util.Locale;
import org.gan4j.check.Check;

/**
 * A sum or maximum over some axes; the reduced axes stay, with size 1.
 *
 * @param kind what is computed
 * @param axes the axes to reduce, in ascending order
 */
public record Reduction(Kind kind, List<Integer> axes) implements Op {

  /** What a reduction computes. */
  public enum Kind {
    /** The sum; 0 over no elements. */
    SUM,
    /** The largest element; NaN if any is; the gradient is shared equally by equal maxima. */
    MAX
  }

  /** Copies the axes. */
  public Reduction {
    axes = Check.allGiven("axes", axes);
    Check.given("kind", kind);
  }

  @Override
  public String print() {
    return kind.name().toLowerCase(Locale.ROOT) + " axes=" + axes;
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape shape = operands.get(0);
    int previous = -1;
    for (int axis : axes) {
      if (axis <= previous || axis >= shape.rank()) {
        throw new ShapeException(
            print() + ": axes must be ascending and exist in shape " + operands.get(0));
      }
      if (kind == Kind.MAX && shape.size(axis) == 0) {
        throw new ShapeException(
            "max: axis " + axis + " of shape " + operands.get(0) + " is empty");
      }
      previous = axis;
    }
    for (int axis : axes) {
      shape = shape.withSize(axis, 1);
    }
    return shape;
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Tensor operand = result.operand(0);
    Shape shape = operand.shape();
    return switch (kind) {
      case SUM -> List.of(upstream.broadcastTo(shape));
      case MAX -> {
        Tensor isMax = operand.isEqualTo(result.broadcastTo(shape));
        Tensor shared = upstream.dividedBy(Tensor.of(new Reduction(Kind.SUM, axes), isMax));
        yield List.of(shared.broadcastTo(shape).where(isMax));
      }
    };
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.reduction(this, node);
  }
}
