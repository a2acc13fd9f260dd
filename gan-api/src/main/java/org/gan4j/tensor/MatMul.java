package org.gan4j.tensor;

import java.util.List;

/**
 * The matrix product over the last two axes, each operand transposed first where its flag says so.
 * Axes before the last two are a batch and must be equal; the rank is at least 2.
 *
 * @param transposeLeft whether the left matrices are transposed
 * @param transposeRight whether the right matrices are transposed
 */
public record MatMul(boolean transposeLeft, boolean transposeRight) implements Op {

  @Override
  public String print() {
    return "matmul"
        + (transposeLeft ? " transposeLeft" : "")
        + (transposeRight ? " transposeRight" : "");
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape left = operands.get(0);
    Shape right = operands.get(1);
    int rank = left.rank();
    if (rank < 2 || right.rank() != rank) {
      throw mismatch("both operands need the same rank of at least 2", left, right);
    }
    if (!left.sizes().subList(0, rank - 2).equals(right.sizes().subList(0, rank - 2))) {
      throw mismatch("batch dimensions differ", left, right);
    }
    int rows = left.size(transposeLeft ? -1 : -2);
    int columns = right.size(transposeRight ? -2 : -1);
    if (left.size(transposeLeft ? -2 : -1) != right.size(transposeRight ? -1 : -2)) {
      throw mismatch("inner dimensions differ", left, right);
    }
    return left.withSize(-2, rows).withSize(-1, columns);
  }

  private ShapeException mismatch(String problem, Shape left, Shape right) {
    return new ShapeException(print() + ": " + problem + ": left " + left + ", right " + right);
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Tensor left = result.operand(0);
    Tensor right = result.operand(1);
    Tensor byLeft =
        transposeLeft
            ? Tensor.of(new MatMul(transposeRight, true), right, upstream)
            : Tensor.of(new MatMul(false, !transposeRight), upstream, right);
    Tensor byRight =
        transposeRight
            ? Tensor.of(new MatMul(true, transposeLeft), upstream, left)
            : Tensor.of(new MatMul(!transposeLeft, false), left, upstream);
    return List.of(byLeft, byRight);
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.matMul(this, node);
  }
}
