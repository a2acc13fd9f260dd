package org.gan4j.program;

import java.util.List;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.Conv2d;
import org.gan4j.tensor.Conv2dFilterGradient;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Pad;
import org.gan4j.tensor.Reduction;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Transpose;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;

/**
 * Rules that replace one tensor by a simpler one with the same value for every operand value, NaN
 * and infinities included: a product with 0 therefore stays, since infinity times 0 is NaN. The
 * sign of a zero may change ({@code x + 0} becomes {@code x}).
 */
final class Folding implements Op.Visitor<Tensor> {
  private static final Folding RULES = new Folding();

  private Folding() {}

  /** The simpler tensor, or the same one. Its operands have been folded before. */
  static Tensor fold(Tensor tensor) {
    return tensor.accept(RULES);
  }

  @Override
  public Tensor unary(Unary op, Tensor node) {
    Tensor operand = node.operand(0);
    if (operand.op() instanceof Fill fill) {
      return Tensor.fill(node.shape(), op.apply(fill.value()));
    }
    if (op == Unary.NEGATE && operand.op() == Unary.NEGATE) {
      return operand.operand(0);
    }
    return node;
  }

  @Override
  public Tensor binary(Binary op, Tensor node) {
    Tensor left = node.operand(0);
    Tensor right = node.operand(1);
    if (left.op() instanceof Fill a && right.op() instanceof Fill b) {
      return Tensor.fill(node.shape(), op.apply(a.value(), b.value()));
    }
    return switch (op) {
      case ADD -> left.isFilledWith(0) ? right : right.isFilledWith(0) ? left : node;
      case SUBTRACT ->
          right.isFilledWith(0) ? left : left.isFilledWith(0) ? fold(right.negate()) : node;
      case MULTIPLY -> multiply(left, right, node);
      case DIVIDE -> right.isFilledWith(1) ? left : node;
      default -> node;
    };
  }

  private static Tensor multiply(Tensor left, Tensor right, Tensor node) {
    if (left.isFilledWith(1)) {
      return right;
    }
    if (right.isFilledWith(1)) {
      return left;
    }
    if (left.isFilledWith(-1)) {
      return fold(right.negate());
    }
    return right.isFilledWith(-1) ? fold(left.negate()) : node;
  }

  @Override
  public Tensor select(Select op, Tensor node) {
    Tensor ifTrue = node.operand(1);
    Tensor ifFalse = node.operand(2);
    if (ifTrue == ifFalse) {
      return ifTrue;
    }
    return node.operand(0).op() instanceof Fill fill
        ? (fill.value() != 0 ? ifTrue : ifFalse)
        : node;
  }

  @Override
  public Tensor reduction(Reduction op, Tensor node) {
    Tensor operand = node.operand(0);
    if (operand.shape().equals(node.shape())) {
      return operand;
    }
    if (operand.op() == Unary.NEGATE && op.kind() == Reduction.Kind.SUM) {
      return Tensor.of(op, operand.operand(0)).negate();
    }
    if (operand.op() instanceof Fill fill && node.shape().elementCount() > 0) {
      int count = operand.shape().elementCount() / node.shape().elementCount();
      return switch (op.kind()) {
        case SUM -> Tensor.fill(node.shape(), count == 0 ? 0 : (double) fill.value() * count);
        case MAX -> Tensor.fill(node.shape(), fill.value());
      };
    }
    return node;
  }

  @Override
  public Tensor broadcastTo(BroadcastTo op, Tensor node) {
    Tensor operand = node.operand(0);
    if (operand.op() instanceof BroadcastTo) {
      return Tensor.of(op, operand.operand(0));
    }
    return rearranged(node);
  }

  @Override
  public Tensor reshape(Reshape op, Tensor node) {
    Tensor operand = node.operand(0);
    if (operand.op() instanceof Reshape) {
      Tensor origin = operand.operand(0);
      return origin.shape().equals(op.shape()) ? origin : Tensor.of(op, origin);
    }
    return rearranged(node);
  }

  @Override
  public Tensor transpose(Transpose op, Tensor node) {
    Tensor operand = node.operand(0);
    if (op.permutation().equals(operand.shape().axes())) {
      return operand;
    }
    if (operand.op() instanceof Transpose inner) {
      List<Integer> both = op.permutation().stream().map(inner.permutation()::get).toList();
      return fold(Tensor.of(new Transpose(both), operand.operand(0)));
    }
    return operand.op() instanceof Fill ? rearranged(node) : node;
  }

  @Override
  public Tensor slice(Slice op, Tensor node) {
    return rearranged(node);
  }

  /** A constant stays one, and what kept its shape stays what it was. */
  private static Tensor rearranged(Tensor node) {
    Tensor operand = node.operand(0);
    if (operand.op() instanceof Fill fill) {
      return Tensor.fill(node.shape(), fill.value());
    }
    return operand.shape().equals(node.shape()) ? operand : node;
  }

  @Override
  public Tensor pad(Pad op, Tensor node) {
    Tensor operand = node.operand(0);
    if (operand.isFilledWith(0)) {
      return Tensor.zeros(node.shape());
    }
    return operand.shape().equals(node.shape()) ? operand : node;
  }

  @Override
  public Tensor concat(Concat op, Tensor node) {
    return node.operands().size() == 1 ? node.operand(0) : node;
  }

  @Override
  public Tensor input(Input op, Tensor node) {
    return node;
  }

  @Override
  public Tensor variable(Variable op, Tensor node) {
    return node;
  }

  @Override
  public Tensor fill(Fill op, Tensor node) {
    return node;
  }

  @Override
  public Tensor matMul(MatMul op, Tensor node) {
    return node;
  }

  @Override
  public Tensor conv2d(Conv2d op, Tensor node) {
    return node;
  }

  @Override
  public Tensor conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    return node;
  }

  @Override
  public Tensor conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    return node;
  }
}
