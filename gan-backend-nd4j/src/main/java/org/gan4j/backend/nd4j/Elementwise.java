package org.gan4j.backend.nd4j;

import static org.gan4j.backend.nd4j.Arithmetic.AT_LEAST;
import static org.gan4j.backend.nd4j.Arithmetic.LARGER;
import static org.gan4j.backend.nd4j.Arithmetic.SMALLER;
import static org.gan4j.backend.nd4j.Arithmetic.STEP;

import java.util.List;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;

/**
 * Instructions for the elementwise operations. Where ND4J's function is not the one that the
 * operation defines, it is composed of others: {@code docs/backends.md} lists these.
 */
final class Elementwise {
  /** The parameters by which {@link Arithmetic#REPLACE} keeps NaN and replaces all else. */
  private static final float[] UNLESS_NAN = {Float.NEGATIVE_INFINITY, 0, 0, 5};

  /** The parameters by which {@link Arithmetic#REPLACE} keeps 0 and replaces all else. */
  private static final float[] UNLESS_ZERO = {0, 0, 0, 1};

  private Elementwise() {}

  static Instruction unary(Unary op, Tensor node) {
    return switch (op) {
      case NEGATE -> transform(Transform.NEGATE, node);
      case ABS -> transform(Transform.ABS, node);
      case EXP -> transform(Transform.EXP, node);
      case LOG -> transform(Transform.LOG, node);
      case SQRT -> transform(Transform.SQRT, node);
      case SIGMOID -> transform(Transform.SIGMOID, node);
      case ERF -> transform(Transform.ERF, node);
      case SIN -> transform(Transform.SIN, node);
      case COS -> transform(Transform.COS, node);
      case SIGN -> sign(node);
      case EXPM1 -> expm1(node);
      case TANH -> tanh(node);
      case SOFTPLUS -> softplus(node);
    };
  }

  private static Instruction transform(Transform op, Tensor node) {
    return Instruction.of(node, node.operands(), (calls, z, x, s) -> calls.transform(op, x[0], z))
        .orInPlace();
  }

  /** ND4J's sign of NaN is 0. */
  private static Instruction sign(Tensor node) {
    return Instruction.of(
        node,
        node.operands(),
        (calls, z, x, s) -> {
          calls.transform(Transform.SIGN, x[0], z);
          calls.pairwise(Arithmetic.REPLACE, x[0], z, z, UNLESS_NAN);
        });
  }

  /** ND4J's expm1 cancels near 0; 2 sinh(x / 2) exp(x / 2) does not, and is -1 from -40 down. */
  private static Instruction expm1(Tensor node) {
    return Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> {
              calls.transform(Transform.CLIP, x[0], s[0], -40, Float.POSITIVE_INFINITY);
              calls.transform(Transform.AFFINE, s[0], s[0], 0.5f, 0);
              calls.transform(Transform.SINH, s[0], z);
              calls.transform(Transform.EXP, s[0], s[0]);
              calls.pairwise(Arithmetic.MULTIPLY, z, s[0], z);
              calls.transform(Transform.AFFINE, z, z, 2, 0);
            })
        .orInPlace()
        .withScratch(node.shape().elementCount());
  }

  /** ND4J's tanh cancels near 0; sinh(x) / cosh(x) does not, and from 20 on it is 1. */
  private static Instruction tanh(Tensor node) {
    return Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> {
              calls.transform(Transform.CLIP, x[0], s[0], -20, 20);
              calls.transform(Transform.SINH, s[0], z);
              calls.transform(Transform.COSH, s[0], s[0]);
              calls.pairwise(Arithmetic.DIVIDE, z, s[0], z);
            })
        .orInPlace()
        .withScratch(node.shape().elementCount());
  }

  /**
   * ND4J computes log(1 + exp(x)) as it stands, which overflows from 89 on and is 0 below -17.
   * Here: max(x, 0) + 2 atanh(1 / (1 + 2 exp|x|)).
   */
  private static Instruction softplus(Tensor node) {
    return Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> {
              calls.transform(Transform.ABS, x[0], s[0]);
              calls.transform(Transform.EXP, s[0], s[0]);
              calls.transform(Transform.AFFINE, s[0], s[0], 2, 1);
              calls.scalar(Arithmetic.REVERSE_DIVIDE, s[0], calls.constant(1), s[0]);
              calls.transform(Transform.ATANH, s[0], s[0]);
              calls.scalar(AT_LEAST, x[0], calls.constant(0), z);
              calls.pairwise(Arithmetic.SCALED_ADD, s[0], z, z, 2);
            })
        .orInPlace()
        .withScratch(node.shape().elementCount());
  }

  static Instruction binary(Binary op, Tensor node) {
    return switch (op) {
      case ADD -> arithmetic(Arithmetic.ADD, node);
      case SUBTRACT -> arithmetic(Arithmetic.SUBTRACT, node);
      case MULTIPLY -> arithmetic(Arithmetic.MULTIPLY, node);
      case DIVIDE -> arithmetic(Arithmetic.DIVIDE, node);
      case MAX, MIN -> extreme(op, node);
      case GREATER, GREATER_EQUAL, EQUAL -> comparison(op, node);
    };
  }

  /** One operand may be a constant, a scalar, a row or a column; ND4J repeats it on the fly. */
  private static Instruction arithmetic(Arithmetic op, Tensor node) {
    Repeated right = Repeated.of(node.operand(1));
    if (right.isWhole()) {
      Repeated left = Repeated.of(node.operand(0));
      return left.isWhole()
          ? Instruction.of(
                  node, node.operands(), (calls, z, x, s) -> calls.pairwise(op, x[0], x[1], z))
              .orInPlace()
          : left.applied(op.reversed(), node, node.operand(1));
    }
    return right.applied(op, node, node.operand(0));
  }

  /** ND4J's larger and smaller one of a pair are NaN only if the second is. */
  private static Instruction extreme(Binary op, Tensor node) {
    for (int i = 0; i < 2; i++) {
      if (node.operand(i).op() instanceof Fill fill && !Float.isNaN(fill.value())) {
        return extreme(op, node, node.operand(1 - i), fill.value());
      }
    }
    Arithmetic selection = op == Binary.MAX ? LARGER : SMALLER;
    return Instruction.of(
        node,
        node.operands(),
        (calls, z, x, s) -> {
          calls.pairwise(selection, x[0], x[1], z);
          calls.pairwise(Arithmetic.REPLACE, x[0], z, z, UNLESS_NAN);
        });
  }

  private static Instruction extreme(Binary op, Tensor node, Tensor operand, float bound) {
    return Instruction.of(
            node,
            List.of(operand),
            (calls, z, x, s) -> {
              if (op == Binary.MAX) {
                calls.scalar(AT_LEAST, x[0], calls.constant(bound), z);
              } else {
                calls.transform(Transform.CLIP, x[0], z, Float.NEGATIVE_INFINITY, bound);
              }
            })
        .orInPlace();
  }

  private static Instruction comparison(Binary op, Tensor node) {
    if (node.operand(1).op() instanceof Fill fill) {
      float bound = fill.value();
      if (op == Binary.GREATER) {
        return step(node, bound);
      }
      if (op == Binary.GREATER_EQUAL && bound > Float.NEGATIVE_INFINITY) {
        return step(node, Math.nextDown(bound));
      }
    }
    Comparison comparison =
        switch (op) {
          case GREATER -> Comparison.GREATER;
          case GREATER_EQUAL -> Comparison.GREATER_EQUAL;
          case EQUAL -> Comparison.EQUAL;
          default -> throw new IllegalArgumentException("no comparison: " + op);
        };
    return Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> calls.compare(comparison, x[0], x[1], z, s[0]))
        .orInPlace()
        .withScratch(node.shape().elementCount());
  }

  private static Instruction step(Tensor node, float above) {
    return Instruction.of(
            node,
            List.of(node.operand(0)),
            (calls, z, x, s) -> calls.scalar(STEP, x[0], calls.constant(above), z))
        .orInPlace();
  }

  /**
   * ND4J has no select that is fast (its {@code Where} takes 0.3 microseconds an element), but a
   * replacement of the elements that pass a test: of a condition of ones and zeros, the ones are
   * replaced by values, and the zeros stay.
   */
  static Instruction select(Tensor node) {
    Tensor condition = node.operand(0);
    boolean indicator = condition.op() instanceof Binary op && op.isComparison();
    if (indicator
        && node.operand(1).op() instanceof Fill a
        && node.operand(2).op() instanceof Fill b
        && isExact(a.value(), b.value())) {
      // Not in place, where ND4J's function takes 5 times as long.
      return Instruction.of(
          node,
          List.of(condition),
          (calls, z, x, s) ->
              calls.transform(Transform.AFFINE, x[0], z, a.value() - b.value(), b.value()));
    }
    int count = node.shape().elementCount();
    boolean orZero = node.operand(2).isFilledWith(0);
    return Instruction.of(
            node,
            orZero ? node.operands().subList(0, 2) : node.operands(),
            (calls, z, x, s) -> {
              NativeArray chosen = x[0];
              if (!indicator) {
                calls.compare(Comparison.NOT_EQUAL, x[0], calls.constant(0), s[1], s[0]);
                chosen = s[1];
              }
              if (orZero) {
                calls.pairwise(Arithmetic.REPLACE, chosen, x[1], z, UNLESS_ZERO);
              } else {
                calls.transform(Transform.COMPLEMENT, chosen, s[0]);
                calls.pairwise(Arithmetic.REPLACE, s[0], x[2], s[0], UNLESS_ZERO);
                calls.pairwise(Arithmetic.REPLACE, chosen, x[1], z, UNLESS_ZERO);
                calls.pairwise(Arithmetic.ADD, z, s[0], z);
              }
            })
        .orInPlace()
        .withScratch(count, count);
  }

  /** Whether c * (a - b) + b, computed in floats, is a for c = 1; for c = 0 it is b. */
  private static boolean isExact(float a, float b) {
    return Float.isFinite(a - b) && (a - b) + b == a;
  }
}
