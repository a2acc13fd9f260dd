package org.gan4j.backend.xla.stablehlo;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** The body of a function that computes a program's values: a line per StableHLO operation. */
final class Lowering implements Op.Visitor<String> {
  private static final Shape SCALAR = Shape.SCALAR;

  private final Map<Op, String> arguments;
  private final Products products;
  private final StringBuilder lines = new StringBuilder();
  private final Map<Tensor, String> values = new HashMap<>();
  private final Map<Tensor, String> conditions = new HashMap<>();
  private final Map<Integer, String> scalars = new HashMap<>();
  private int count;

  /**
   * Writes all of a program.
   *
   * @param arguments the function's arguments: those of the inputs and variables
   */
  Lowering(Program program, Map<Op, String> arguments, Precision precision) {
    this.arguments = arguments;
    this.products = new Products(this, precision);
    program.nodes().forEach(node -> values.put(node, node.accept(this)));
  }

  /** The lines so far. */
  String lines() {
    return lines.toString();
  }

  /** The name of a value of the program. */
  String value(Tensor node) {
    return Objects.requireNonNull(values.get(node));
  }

  /** Writes an operation; returns the name of its result. */
  String line(String operation) {
    String name = "%" + count++;
    lines.append("    ").append(name).append(" = ").append(operation).append('\n');
    return name;
  }

  /** The values of these scalars, one after another. */
  String joined(List<Tensor> scalarNodes) {
    Shape one = Shape.of(1);
    List<String> parts =
        scalarNodes.stream().map(node -> reshaped(value(node), node.shape(), one)).toList();
    return line(
        "stablehlo.concatenate %s, dim = 0 : %s"
            .formatted(
                String.join(", ", parts),
                Text.signature(
                    Text.floats(Shape.of(parts.size())),
                    Collections.nCopies(parts.size(), Text.floats(one)).toArray(String[]::new))));
  }

  private String scalar(float value) {
    return scalars.computeIfAbsent(
        Float.floatToRawIntBits(value), bits -> line(Text.constant(value, SCALAR)));
  }

  @Override
  public String input(Input op, Tensor node) {
    return Objects.requireNonNull(arguments.get(op));
  }

  @Override
  public String variable(Variable op, Tensor node) {
    return Objects.requireNonNull(arguments.get(op));
  }

  @Override
  public String fill(Fill op, Tensor node) {
    return line(Text.constant(op.value(), op.shape()));
  }

  @Override
  public String unary(Unary op, Tensor node) {
    String x = value(node.operand(0));
    String type = Text.typeOf(node);
    return switch (op) {
      case NEGATE -> elementwise("negate", type, x);
      case ABS -> elementwise("abs", type, x);
      case SIGN -> elementwise("sign", type, x);
      case EXP -> elementwise("exponential", type, x);
      case EXPM1 -> elementwise("exponential_minus_one", type, x);
      case LOG -> elementwise("log", type, x);
      case SQRT -> elementwise("sqrt", type, x);
      case TANH -> elementwise("tanh", type, x);
      case SIGMOID -> elementwise("logistic", type, x);
      case SOFTPLUS -> softplus(x, node.shape());
      case ERF -> line("chlo.erf %s : %s -> %s".formatted(x, type, type));
      case SIN -> elementwise("sine", type, x);
      case COS -> elementwise("cosine", type, x);
    };
  }

  /** {@code max(x, 0) + log(1 + exp(-|x|))}. */
  private String softplus(String x, Shape shape) {
    String type = Text.floats(shape);
    String zero = line(Text.constant(0, shape));
    String tail = elementwise("negate", type, elementwise("abs", type, x));
    String logarithm = elementwise("log_plus_one", type, elementwise("exponential", type, tail));
    return elementwise("add", type, elementwise("maximum", type, x, zero), logarithm);
  }

  private String elementwise(String operation, String type, String... operands) {
    return line("stablehlo.%s %s : %s".formatted(operation, String.join(", ", operands), type));
  }

  @Override
  public String binary(Binary op, Tensor node) {
    return switch (op) {
      case ADD -> elementwise("add", node);
      case SUBTRACT -> elementwise("subtract", node);
      case MULTIPLY -> elementwise("multiply", node);
      case DIVIDE ->
          elementwise(
              "divide", Text.typeOf(node), dividend(node.operand(0)), divisor(node.operand(1)));
      case MAX -> elementwise("maximum", node);
      case MIN -> elementwise("minimum", node);
      case GREATER, GREATER_EQUAL, EQUAL ->
          line(
              "stablehlo.convert %s : %s"
                  .formatted(
                      condition(node),
                      Text.signature(Text.typeOf(node), Text.tensor(node.shape(), "i1"))));
    };
  }

  private String elementwise(String operation, Tensor node) {
    return elementwise(
        operation, Text.typeOf(node), value(node.operand(0)), value(node.operand(1)));
  }

  private String dividend(Tensor node) {
    return node.op() == Binary.DIVIDE ? shielded(node) : value(node);
  }

  private String divisor(Tensor node) {
    boolean constant =
        node.op() instanceof Fill
            || (node.op() instanceof BroadcastTo && node.operand(0).op() instanceof Fill);
    return constant || node.op() == Binary.DIVIDE ? shielded(node) : value(node);
  }

  /**
   * A value that the compiler does not see through. It would make a product with the reciprocal of
   * a constant divisor, and one division of two, which are off by more than half a unit.
   */
  private String shielded(Tensor node) {
    return line("stablehlo.optimization_barrier %s : %s".formatted(value(node), Text.typeOf(node)));
  }

  /** The truth value of each element: whether it is not 0. */
  private String condition(Tensor node) {
    String known = conditions.get(node);
    if (known == null) {
      known =
          node.op() instanceof Binary binary && binary.isComparison()
              ? comparison(binary, node.operand(0), value(node.operand(1)))
              : compare("NE", node, line(Text.constant(0, node.shape())));
      conditions.put(node, known);
    }
    return known;
  }

  private String comparison(Binary op, Tensor left, String right) {
    return switch (op) {
      case GREATER -> compare("GT", left, right);
      case GREATER_EQUAL -> compare("GE", left, right);
      case EQUAL -> compare("EQ", left, right);
      default -> throw new IllegalArgumentException("no comparison: " + op);
    };
  }

  private String compare(String direction, Tensor left, String right) {
    String type = Text.typeOf(left);
    String truths = Text.tensor(left.shape(), "i1");
    return line(
        "stablehlo.compare %s, %s, %s, FLOAT : %s"
            .formatted(direction, value(left), right, Text.signature(truths, type, type)));
  }

  @Override
  public String select(Select op, Tensor node) {
    return line(
        "stablehlo.select %s, %s, %s : %s, %s"
            .formatted(
                condition(node.operand(0)),
                value(node.operand(1)),
                value(node.operand(2)),
                Text.tensor(node.shape(), "i1"),
                Text.typeOf(node)));
  }

  @Override
  public String reduction(Reduction op, Tensor node) {
    Tensor operand = node.operand(0);
    boolean sum = op.kind() == Reduction.Kind.SUM;
    Shape kept =
        new Shape(
            operand.shape().axes().stream()
                .filter(axis -> !op.axes().contains(axis))
                .map(operand.shape()::size)
                .toList());
    String reduced =
        line(
            "stablehlo.reduce(%s init: %s) applies stablehlo.%s across dimensions = %s : %s"
                .formatted(
                    value(operand),
                    scalar(sum ? 0 : Float.NEGATIVE_INFINITY),
                    sum ? "add" : "maximum",
                    Text.list(op.axes()),
                    Text.signature(Text.floats(kept), Text.typeOf(operand), Text.floats(SCALAR))));
    return reshaped(reduced, kept, node.shape());
  }

  @Override
  public String broadcastTo(BroadcastTo op, Tensor node) {
    return line(
        "stablehlo.broadcast_in_dim %s, dims = %s : %s"
            .formatted(value(node.operand(0)), Text.list(node.shape().axes()), signature(node)));
  }

  private static String signature(Tensor node) {
    return Text.signature(
        Text.typeOf(node), node.operands().stream().map(Text::typeOf).toArray(String[]::new));
  }

  @Override
  public String reshape(Reshape op, Tensor node) {
    return reshaped(value(node.operand(0)), node.operand(0).shape(), node.shape());
  }

  private String reshaped(String value, Shape from, Shape to) {
    return line(
        "stablehlo.reshape %s : %s"
            .formatted(value, Text.signature(Text.floats(to), Text.floats(from))));
  }

  @Override
  public String transpose(Transpose op, Tensor node) {
    return line(
        "stablehlo.transpose %s, dims = %s : %s"
            .formatted(value(node.operand(0)), Text.list(op.permutation()), signature(node)));
  }

  @Override
  public String slice(Slice op, Tensor node) {
    String ranges =
        IntStream.range(0, op.begin().size())
            .mapToObj(i -> op.begin().get(i) + ":" + (op.begin().get(i) + op.size().size(i)))
            .collect(Collectors.joining(", ", "[", "]"));
    return line(
        "stablehlo.slice %s %s : %s".formatted(value(node.operand(0)), ranges, signature(node)));
  }

  @Override
  public String pad(Pad op, Tensor node) {
    return line(
        "stablehlo.pad %s, %s, low = %s, high = %s, interior = %s : %s"
            .formatted(
                value(node.operand(0)),
                scalar(0),
                Text.list(op.before()),
                Text.list(op.after()),
                Text.list(Collections.nCopies(op.before().size(), 0)),
                Text.signature(
                    Text.typeOf(node), Text.typeOf(node.operand(0)), Text.floats(SCALAR))));
  }

  @Override
  public String concat(Concat op, Tensor node) {
    return line(
        "stablehlo.concatenate %s, dim = %s : %s"
            .formatted(
                node.operands().stream().map(this::value).collect(Collectors.joining(", ")),
                op.axis(),
                signature(node)));
  }

  @Override
  public String matMul(MatMul op, Tensor node) {
    return products.matMul(op, node);
  }

  @Override
  public String conv2d(Conv2d op, Tensor node) {
    return products.conv2d(op, node);
  }

  @Override
  public String conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    return products.conv2dInputGradient(op, node);
  }

  @Override
  public String conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    return products.conv2dFilterGradient(op, node);
  }
}
