package org.gan4j.backend.testkit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.gan4j.backend.reference.Interpreter;
import org.gan4j.program.Program;
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
 * How far a correct computation in 32-bit floating point can be from the exact one, element by
 * element: a running error analysis along a program (Higham 2002, chapter 3).
 *
 * <ul>
 *   <li>Arithmetic is correctly rounded; other elementwise functions are within some units in the
 *       last place; what only moves or chooses elements is exact.
 *   <li>A sum of n products, in whatever order and with fused operations or without, is within
 *       {@code n * 2^-24} of the sum of their magnitudes; it is exact if all operands are integers
 *       and nothing exceeds 2^24.
 *   <li>The error of an operand counts with the change that it makes in the result.
 *   <li>A subnormal number may be taken for 0.
 * </ul>
 *
 * An infinite bound means that nothing can be said: for example, a divisor that might be 0.
 */
final class ErrorBounds implements Op.Visitor<double[]> {
  private static final double UNIT_ROUNDOFF = 0x1p-24;
  private static final double LARGEST_EXACT_INTEGER = 0x1p24;

  /** Where the reduction of the operand by multiples of pi is still expected to be accurate. */
  static final double LARGEST_ANGLE = 8192;

  private final Interpreter exact;
  private final ToDoubleFunction<Unary> ulps;
  private final Map<Tensor, double[]> bounds = new HashMap<>();

  /**
   * The bounds of a program.
   *
   * @param exact has evaluated the program
   * @param ulps the units in the last place that a function's result may be off
   */
  ErrorBounds(Program program, Interpreter exact, ToDoubleFunction<Unary> ulps) {
    this.exact = exact;
    this.ulps = ulps;
    for (Tensor node : program.nodes()) {
      double[] value = exact.value(node);
      double[] bound = node.accept(this);
      for (int i = 0; i < bound.length; i++) {
        double size = Math.abs(value[i]);
        if (size > 0 && size - bound[i] < Float.MIN_NORMAL) {
          bound[i] = Math.max(bound[i], size);
        }
      }
      bounds.put(node, bound);
    }
  }

  /** The bound of each element of a node. */
  double[] of(Tensor node) {
    return Objects.requireNonNull(bounds.get(node), () -> "not in the program: " + node);
  }

  @Override
  public double[] input(Input op, Tensor node) {
    return none(node);
  }

  @Override
  public double[] variable(Variable op, Tensor node) {
    return none(node);
  }

  @Override
  public double[] fill(Fill op, Tensor node) {
    return none(node);
  }

  private static double[] none(Tensor node) {
    return new double[node.shape().elementCount()];
  }

  @Override
  public double[] unary(Unary op, Tensor node) {
    double[] x = exact.value(node.operand(0));
    double[] e = error(node.operand(0));
    double[] y = exact.value(node);
    double[] bound = none(node);
    for (int i = 0; i < bound.length; i++) {
      if (e[i] > 0) {
        double low = change(op.apply(x[i] - e[i]), y[i]);
        double high = change(op.apply(x[i] + e[i]), y[i]);
        bound[i] = Double.isInfinite(e[i]) ? e[i] : Math.max(low, high);
      }
      bound[i] += rounding(op, x[i], y[i]);
    }
    return bound;
  }

  private double rounding(Unary op, double x, double y) {
    return switch (op) {
      case NEGATE, ABS, SIGN -> 0;
      case SIN, COS ->
          Math.abs(x) > LARGEST_ANGLE ? 1 + Math.abs(y) : ulps.applyAsDouble(op) * unit(op, y);
      default -> ulps.applyAsDouble(op) * unit(op, y);
    };
  }

  /** The unit in the last place in which a function's errors count where its result is y. */
  static double unit(Unary op, double y) {
    return op == Unary.SIN || op == Unary.COS ? Math.ulp(1f) : ulp(y);
  }

  @Override
  public double[] binary(Binary op, Tensor node) {
    double[] a = exact.value(node.operand(0));
    double[] b = exact.value(node.operand(1));
    double[] ea = error(node.operand(0));
    double[] eb = error(node.operand(1));
    double[] y = exact.value(node);
    double[] bound = none(node);
    for (int i = 0; i < bound.length; i++) {
      if (ea[i] > 0 || eb[i] > 0) {
        bound[i] = inherited(op, a[i], b[i], ea[i], eb[i], y[i]);
      }
      bound[i] +=
          switch (op) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE -> ulp(y[i]) / 2;
            case MAX, MIN, GREATER, GREATER_EQUAL, EQUAL -> 0;
          };
    }
    return bound;
  }

  /** The function is monotone in each operand, so the largest change is at a corner. */
  private static double inherited(Binary op, double a, double b, double ea, double eb, double y) {
    boolean unknown = Double.isInfinite(ea) || Double.isInfinite(eb);
    if (unknown || (op == Binary.DIVIDE && eb >= Math.abs(b))) {
      return Double.POSITIVE_INFINITY;
    }
    if (op == Binary.EQUAL) {
      return Math.abs(a - b) <= ea + eb ? 1 : 0;
    }
    double low = Math.max(change(op.apply(a - ea, b - eb), y), change(op.apply(a - ea, b + eb), y));
    double high =
        Math.max(change(op.apply(a + ea, b - eb), y), change(op.apply(a + ea, b + eb), y));
    return Math.max(low, high);
  }

  @Override
  public double[] select(Select op, Tensor node) {
    double[] condition = exact.value(node.operand(0));
    double[] conditionError = error(node.operand(0));
    double[] ifTrue = exact.value(node.operand(1));
    double[] ifFalse = exact.value(node.operand(2));
    double[] errorIfTrue = error(node.operand(1));
    double[] errorIfFalse = error(node.operand(2));
    double[] bound = none(node);
    for (int i = 0; i < bound.length; i++) {
      boolean certain = conditionError[i] == 0 || conditionError[i] < Math.abs(condition[i]);
      bound[i] =
          certain
              ? (condition[i] != 0 ? errorIfTrue[i] : errorIfFalse[i])
              : Math.max(errorIfTrue[i], errorIfFalse[i]) + change(ifTrue[i], ifFalse[i]);
    }
    return bound;
  }

  @Override
  public double[] reduction(Reduction op, Tensor node) {
    return switch (op.kind()) {
      case SUM -> sumOfProducts(node);
      case MAX -> moved(node);
    };
  }

  @Override
  public double[] matMul(MatMul op, Tensor node) {
    return sumOfProducts(node);
  }

  @Override
  public double[] conv2d(Conv2d op, Tensor node) {
    return sumOfProducts(node);
  }

  @Override
  public double[] conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    return sumOfProducts(node);
  }

  @Override
  public double[] conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    return sumOfProducts(node);
  }

  /** The operation itself, over magnitudes and over ones, tells the sums that the bound needs. */
  private double[] sumOfProducts(Tensor node) {
    double[] value = exact.value(node);
    double[] magnitude = Interpreter.apply(node, o -> map(exact.value(o), Math::abs));
    double[] largest = Interpreter.apply(node, this::largest);
    double[] terms = Interpreter.apply(node, o -> map(exact.value(o), x -> 1));
    boolean integers = node.operands().stream().allMatch(this::isInteger);
    double[] bound = none(node);
    for (int i = 0; i < bound.length; i++) {
      if (!Double.isFinite(value[i]) || (integers && largest[i] <= LARGEST_EXACT_INTEGER)) {
        bound[i] = 0;
      } else if (largest[i] > Float.MAX_VALUE && magnitude[i] != Math.abs(value[i])) {
        bound[i] = Double.POSITIVE_INFINITY;
      } else {
        double rounding = terms[i] * (UNIT_ROUNDOFF * largest[i] + Float.MIN_NORMAL);
        bound[i] = largest[i] - magnitude[i] + rounding;
      }
    }
    return bound;
  }

  private double[] largest(Tensor node) {
    double[] error = error(node);
    double[] largest = map(exact.value(node), Math::abs);
    for (int i = 0; i < largest.length; i++) {
      largest[i] += error[i];
    }
    return largest;
  }

  private boolean isInteger(Tensor node) {
    return Arrays.stream(exact.value(node)).allMatch(x -> x == Math.rint(x))
        && Arrays.stream(error(node)).allMatch(e -> e == 0);
  }

  @Override
  public double[] broadcastTo(BroadcastTo op, Tensor node) {
    return moved(node);
  }

  @Override
  public double[] reshape(Reshape op, Tensor node) {
    return moved(node).clone();
  }

  @Override
  public double[] transpose(Transpose op, Tensor node) {
    return moved(node);
  }

  @Override
  public double[] slice(Slice op, Tensor node) {
    return moved(node);
  }

  @Override
  public double[] pad(Pad op, Tensor node) {
    return moved(node);
  }

  @Override
  public double[] concat(Concat op, Tensor node) {
    return moved(node);
  }

  private double[] moved(Tensor node) {
    return Interpreter.apply(node, this::of);
  }

  /** The bound of an operand; what overflows 32 bits may be anything to the next operation. */
  private double[] error(Tensor node) {
    double[] value = exact.value(node);
    double[] error = of(node).clone();
    for (int i = 0; i < error.length; i++) {
      if (Double.isFinite(value[i]) && Math.abs(value[i]) + error[i] > Float.MAX_VALUE) {
        error[i] = Double.POSITIVE_INFINITY;
      }
    }
    return error;
  }

  private static double change(double from, double to) {
    if (Double.compare(from, to) == 0) {
      return 0;
    }
    double change = Math.abs(from - to);
    return Double.isNaN(change) ? Double.POSITIVE_INFINITY : change;
  }

  /** The spacing of 32-bit numbers at a value; 0 where the value is one that no rounding makes. */
  private static double ulp(double value) {
    return value != 0 && Double.isFinite(value)
        ? Math.ulp((float) Math.min(Math.abs(value), Float.MAX_VALUE))
        : 0;
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }
}
