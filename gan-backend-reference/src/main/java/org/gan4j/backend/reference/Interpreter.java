package org.gan4j.backend.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Transpose;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;

/**
 * Evaluates a program in double precision, node by node, each operation written as its definition
 * says: the meaning of a program.
 */
public class Interpreter implements Op.Visitor<double[]> {
  private final Map<Op, double[]> leaves;
  private final Map<Tensor, double[]> values = new HashMap<>();

  /**
   * An interpreter that knows nothing yet but the values of inputs and variables, by {@link Input}
   * and {@link Variable}.
   */
  public Interpreter(Map<Op, double[]> leaves) {
    this.leaves = leaves;
  }

  /** Evaluates all nodes; their values are then known. */
  public Interpreter evaluate(Program program) {
    for (Tensor node : program.nodes()) {
      values.put(node, node.accept(this));
    }
    return this;
  }

  /** One operation applied to other values of its operands. */
  public static double[] apply(Tensor node, Function<Tensor, double[]> operands) {
    Interpreter interpreter = new Interpreter(Map.of());
    node.operands().forEach(o -> interpreter.values.put(o, operands.apply(o)));
    return node.accept(interpreter);
  }

  /** The value of an evaluated node, row-major. */
  public double[] value(Tensor node) {
    return Objects.requireNonNull(values.get(node), () -> "not evaluated: " + node);
  }

  private double[] operand(Tensor node, int index) {
    return value(node.operand(index));
  }

  @Override
  public double[] input(Input op, Tensor node) {
    return leaf(op);
  }

  @Override
  public double[] variable(Variable op, Tensor node) {
    return leaf(op);
  }

  private double[] leaf(Op op) {
    return Objects.requireNonNull(leaves.get(op), () -> "no value of " + op.print());
  }

  @Override
  public double[] fill(Fill op, Tensor node) {
    double[] result = result(node);
    Arrays.fill(result, op.value());
    return result;
  }

  @Override
  public double[] unary(Unary op, Tensor node) {
    double[] x = operand(node, 0);
    double[] result = result(node);
    for (int i = 0; i < result.length; i++) {
      result[i] = op.apply(x[i]);
    }
    return result;
  }

  @Override
  public double[] binary(Binary op, Tensor node) {
    double[] a = operand(node, 0);
    double[] b = operand(node, 1);
    double[] result = result(node);
    for (int i = 0; i < result.length; i++) {
      result[i] = op.apply(a[i], b[i]);
    }
    return result;
  }

  @Override
  public double[] select(Select op, Tensor node) {
    double[] condition = operand(node, 0);
    double[] result = result(node);
    for (int i = 0; i < result.length; i++) {
      result[i] = operand(node, condition[i] != 0 ? 1 : 2)[i];
    }
    return result;
  }

  @Override
  public double[] reduction(Reduction op, Tensor node) {
    double[] x = operand(node, 0);
    double[] result = result(node);
    if (op.kind() == Reduction.Kind.MAX) {
      Arrays.fill(result, Double.NEGATIVE_INFINITY);
    }
    Index index = new Index(node.operand(0).shape());
    for (int i = 0; i < x.length; i++) {
      int to = index.of(i).in(node.shape());
      result[to] =
          switch (op.kind()) {
            case SUM -> result[to] + x[i];
            case MAX -> Math.max(result[to], x[i]);
          };
    }
    return result;
  }

  @Override
  public double[] broadcastTo(BroadcastTo op, Tensor node) {
    double[] x = operand(node, 0);
    double[] result = result(node);
    Index index = new Index(node.shape());
    for (int i = 0; i < result.length; i++) {
      result[i] = x[index.of(i).in(node.operand(0).shape())];
    }
    return result;
  }

  @Override
  public double[] reshape(Reshape op, Tensor node) {
    return operand(node, 0);
  }

  @Override
  public double[] transpose(Transpose op, Tensor node) {
    double[] x = operand(node, 0);
    double[] result = result(node);
    Index index = new Index(node.operand(0).shape());
    for (int i = 0; i < x.length; i++) {
      index.of(i);
      int to = 0;
      for (int axis = 0; axis < node.shape().rank(); axis++) {
        to = to * node.shape().size(axis) + index.at(op.permutation().get(axis));
      }
      result[to] = x[i];
    }
    return result;
  }

  @Override
  public double[] slice(Slice op, Tensor node) {
    double[] x = operand(node, 0);
    double[] result = result(node);
    Index index = new Index(node.shape());
    for (int i = 0; i < result.length; i++) {
      result[i] = x[index.of(i).shifted(op.begin(), node.operand(0).shape())];
    }
    return result;
  }

  @Override
  public double[] pad(Pad op, Tensor node) {
    double[] x = operand(node, 0);
    double[] result = result(node);
    Index index = new Index(node.operand(0).shape());
    for (int i = 0; i < x.length; i++) {
      result[index.of(i).shifted(op.before(), node.shape())] = x[i];
    }
    return result;
  }

  @Override
  public double[] concat(Concat op, Tensor node) {
    double[] result = result(node);
    int offset = 0;
    for (Tensor part : node.operands()) {
      double[] x = value(part);
      Index index = new Index(part.shape());
      for (int i = 0; i < x.length; i++) {
        result[index.of(i).shifted(op.axis(), offset, node.shape())] = x[i];
      }
      offset += part.shape().size(op.axis());
    }
    return result;
  }

  @Override
  public double[] matMul(MatMul op, Tensor node) {
    double[] a = operand(node, 0);
    double[] b = operand(node, 1);
    double[] result = result(node);
    int rows = node.shape().size(-2);
    int columns = node.shape().size(-1);
    int inner = node.operand(0).shape().size(op.transposeLeft() ? -2 : -1);
    for (int i = 0; i < result.length; i++) {
      int matrix = i / (rows * columns);
      int row = i / columns % rows;
      int column = i % columns;
      for (int k = 0; k < inner; k++) {
        int left = op.transposeLeft() ? k * rows + row : row * inner + k;
        int right = op.transposeRight() ? column * inner + k : k * columns + column;
        result[i] += a[matrix * rows * inner + left] * b[matrix * inner * columns + right];
      }
    }
    return result;
  }

  @Override
  public double[] conv2d(Conv2d op, Tensor node) {
    double[] x = operand(node, 0);
    double[] f = operand(node, 1);
    double[] result = result(node);
    convolve(
        op.window(),
        node.operand(0).shape(),
        node.operand(1).shape(),
        node.shape(),
        (image, filter, output) -> result[output] += x[image] * f[filter]);
    return result;
  }

  @Override
  public double[] conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    double[] g = operand(node, 0);
    double[] f = operand(node, 1);
    double[] result = result(node);
    convolve(
        op.window(),
        node.shape(),
        node.operand(1).shape(),
        node.operand(0).shape(),
        (image, filter, output) -> result[image] += g[output] * f[filter]);
    return result;
  }

  @Override
  public double[] conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    double[] x = operand(node, 0);
    double[] g = operand(node, 1);
    double[] result = result(node);
    convolve(
        op.window(),
        node.operand(0).shape(),
        node.shape(),
        node.operand(1).shape(),
        (image, filter, output) -> result[filter] += x[image] * g[output]);
    return result;
  }

  private interface Term {
    void at(int image, int filter, int output);
  }

  /** Visits every product of the convolution's sum once. */
  private static void convolve(Window window, Shape x, Shape f, Shape y, Term term) {
    Index index = new Index(y);
    for (int output = 0; output < y.elementCount(); output++) {
      index.of(output);
      for (int p = 0; p < f.size(0); p++) {
        for (int q = 0; q < f.size(1); q++) {
          int row = index.at(1) * window.strideHeight() + p - window.top();
          int column = index.at(2) * window.strideWidth() + q - window.left();
          if (row < 0 || row >= x.size(1) || column < 0 || column >= x.size(2)) {
            continue;
          }
          for (int c = 0; c < f.size(2); c++) {
            int image = ((index.at(0) * x.size(1) + row) * x.size(2) + column) * x.size(3) + c;
            int filter = ((p * f.size(1) + q) * f.size(2) + c) * f.size(3) + index.at(3);
            term.at(image, filter, output);
          }
        }
      }
    }
  }

  private static double[] result(Tensor node) {
    return new double[node.shape().elementCount()];
  }

  /** The position of an element on each axis. */
  private static final class Index {
    private final Shape shape;
    private final int[] positions;

    Index(Shape shape) {
      this.shape = shape;
      this.positions = new int[shape.rank()];
    }

    Index of(int element) {
      int rest = element;
      for (int axis = positions.length - 1; axis >= 0; axis--) {
        positions[axis] = rest % shape.size(axis);
        rest /= shape.size(axis);
      }
      return this;
    }

    int at(int axis) {
      return positions[axis];
    }

    /** The same position in a shape where some axes have size 1. */
    int in(Shape other) {
      int element = 0;
      for (int axis = 0; axis < positions.length; axis++) {
        int size = other.size(axis);
        element = element * size + (size == 1 ? 0 : positions[axis]);
      }
      return element;
    }

    /** The position moved by an offset on each axis of another shape. */
    int shifted(List<Integer> offsets, Shape other) {
      int element = 0;
      for (int axis = 0; axis < positions.length; axis++) {
        element = element * other.size(axis) + positions[axis] + offsets.get(axis);
      }
      return element;
    }

    /** The position moved by an offset on one axis of another shape. */
    int shifted(int movedAxis, int offset, Shape other) {
      int element = 0;
      for (int axis = 0; axis < positions.length; axis++) {
        element = element * other.size(axis) + positions[axis] + (axis == movedAxis ? offset : 0);
      }
      return element;
    }
  }
}
