package org.gan4j.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.program.AxisSize;
import org.gan4j.program.BatchProgram;
import org.gan4j.program.FrozenModel;
import org.gan4j.program.Output;
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

/** A model in ONNX's operators: for each value of its program the name of one in the graph. */
final class Lowering implements Op.Visitor<String> {
  private static final List<Integer> TO_CHANNELS_FIRST = List.of(0, 3, 1, 2);
  private static final List<Integer> TO_CHANNELS_LAST = List.of(0, 2, 3, 1);

  /** From {@code [height, width, in, out]}. */
  private static final List<Integer> FILTER_TO_OUT_IN_HEIGHT_WIDTH = List.of(3, 2, 0, 1);

  private final OnnxGraph graph;
  private final FrozenModel model;
  private final BatchProgram program;
  private final Map<Tensor, String> values = new HashMap<>();
  private final Map<Tensor, String> conditions = new HashMap<>();

  private Lowering(FrozenModel model) {
    this.model = model;
    this.program = model.program();
    this.graph = new OnnxGraph(model.name());
  }

  static GraphProto of(FrozenModel model) {
    return new Lowering(model).graph();
  }

  private GraphProto graph() {
    List<Tensor> nodes = program.program().nodes();
    List<Output> outputs = program.program().outputs();
    outputs.forEach(output -> graph.keepForOutput(output.name()));
    nodes.stream().filter(Lowering::isNamed).forEach(this::value);
    for (Tensor node : nodes) {
      if (isComparison(node)) {
        condition(node);
      } else if (!isRepeated(node)) {
        value(node);
      }
    }
    for (Output output : outputs) {
      graph.output(output.name(), value(output.value()), program.sizes(output.value()));
    }
    return graph.build();
  }

  private static boolean isNamed(Tensor node) {
    return node.op() instanceof Input || node.op() instanceof Variable;
  }

  private static boolean isComparison(Tensor node) {
    return node.op() instanceof Binary binary && binary.isComparison();
  }

  private static boolean isRepeated(Tensor node) {
    return node.op() instanceof Fill || node.op() instanceof BroadcastTo;
  }

  private String value(Tensor node) {
    String known = values.get(node);
    if (known == null) {
      known = node.accept(this);
      values.put(node, known);
    }
    return known;
  }

  /** What an operation that repeats its operands itself is given. */
  private String unrepeated(Tensor node) {
    if (node.op() instanceof Fill fill) {
      return graph.constant(fill.value());
    }
    return value(node.op() instanceof BroadcastTo ? node.operand(0) : node);
  }

  private String operation(String type, String... inputs) {
    return graph.operation(type, inputs).add();
  }

  /** Sizes as a list of integers, which is computed from the size of the batch if one is open. */
  private String sizes(List<AxisSize> sizes) {
    String fixed = graph.constant(sizes.stream().map(AxisSize::fixed).toList());
    if (sizes.stream().noneMatch(AxisSize::isOpen)) {
      return fixed;
    }
    String perRow = graph.constant(sizes.stream().map(AxisSize::perRow).toList());
    return operation("Add", fixed, operation("Mul", perRow, batch()));
  }

  /** The size of the batch, in a list. */
  private String batch() {
    for (Input input : program.program().inputs()) {
      int axis = program.sizes(input).indexOf(AxisSize.BATCH);
      if (axis >= 0) {
        return graph
            .operation("Shape", input.name())
            .number("start", axis)
            .number("end", axis + 1)
            .add();
      }
    }
    throw new IllegalArgumentException(
        "the model %s has no input from which the size of its batch can be read\n  fix: export it for one size"
            .formatted(model.name()));
  }

  @Override
  public String input(Input op, Tensor node) {
    graph.input(op.name(), program.sizes(node));
    return op.name();
  }

  @Override
  public String variable(Variable op, Tensor node) {
    float[] weights = Objects.requireNonNull(model.values().get(op));
    graph.weights(op.name(), op.shape().sizes(), weights);
    return op.name();
  }

  @Override
  public String fill(Fill op, Tensor node) {
    return operation("Expand", graph.constant(op.value()), sizes(program.sizes(node)));
  }

  @Override
  public String broadcastTo(BroadcastTo op, Tensor node) {
    return operation("Expand", value(node.operand(0)), sizes(program.sizes(node)));
  }

  @Override
  public String unary(Unary op, Tensor node) {
    String x = value(node.operand(0));
    return switch (op) {
      case NEGATE -> operation("Neg", x);
      case ABS -> operation("Abs", x);
      case SIGN -> operation("Sign", x);
      case EXP -> operation("Exp", x);
      case EXPM1 -> expm1(x);
      case LOG -> operation("Log", x);
      case SQRT -> operation("Sqrt", x);
      case TANH -> operation("Tanh", x);
      case SIGMOID -> operation("Sigmoid", x);
      case SOFTPLUS -> operation("Softplus", x);
      case ERF -> operation("Erf", x);
      case SIN -> operation("Sin", x);
      case COS -> operation("Cos", x);
    };
  }

  /** {@code tanh(x / 2) * (exp(x) + 1)}, which keeps the digits near 0. */
  private String expm1(String x) {
    String half = operation("Mul", x, graph.constant(0.5f));
    return operation(
        "Mul", operation("Tanh", half), operation("Add", operation("Exp", x), graph.constant(1)));
  }

  @Override
  public String binary(Binary op, Tensor node) {
    return switch (op) {
      case ADD -> elementwise("Add", node);
      case SUBTRACT -> elementwise("Sub", node);
      case MULTIPLY -> elementwise("Mul", node);
      case DIVIDE -> elementwise("Div", node);
      case MAX -> elementwise("Max", node);
      case MIN -> elementwise("Min", node);
      case GREATER, GREATER_EQUAL, EQUAL ->
          graph
              .operation("Cast", condition(node))
              .number("to", TensorProto.DataType.FLOAT.getNumber())
              .add();
    };
  }

  /** ONNX repeats one of the operands itself. */
  private String elementwise(String type, Tensor node) {
    Tensor left = node.operand(0);
    Tensor right = node.operand(1);
    return isRepeated(right)
        ? operation(type, value(left), unrepeated(right))
        : operation(type, unrepeated(left), value(right));
  }

  /** ONNX's truth value of each element: whether it is not 0. */
  private String condition(Tensor node) {
    String known = conditions.get(node);
    if (known == null) {
      known = newCondition(node);
      conditions.put(node, known);
    }
    return known;
  }

  private String newCondition(Tensor node) {
    if (node.op() == Binary.GREATER) {
      return elementwise("Greater", node);
    } else if (node.op() == Binary.GREATER_EQUAL) {
      return elementwise("GreaterOrEqual", node);
    } else if (node.op() == Binary.EQUAL) {
      return elementwise("Equal", node);
    }
    return operation("Not", operation("Equal", value(node), graph.constant(0)));
  }

  @Override
  public String select(Select op, Tensor node) {
    return operation(
        "Where",
        condition(node.operand(0)),
        unrepeated(node.operand(1)),
        unrepeated(node.operand(2)));
  }

  @Override
  public String reduction(Reduction op, Tensor node) {
    String operand = value(node.operand(0));
    if (op.axes().isEmpty()) {
      return operand;
    }
    return switch (op.kind()) {
      case SUM -> operation("ReduceSum", operand, graph.constant(op.axes()));
      case MAX -> graph.operation("ReduceMax", operand).numbers("axes", op.axes()).add();
    };
  }

  @Override
  public String reshape(Reshape op, Tensor node) {
    List<AxisSize> sizes = program.sizes(node);
    return graph
        .operation("Reshape", value(node.operand(0)), inferred(sizes))
        .number("allowzero", 1)
        .add();
  }

  /** Where one size is open and none is 0, ONNX finds it itself. */
  private String inferred(List<AxisSize> sizes) {
    boolean canInfer =
        sizes.stream().filter(AxisSize::isOpen).count() == 1
            && sizes.stream().noneMatch(AxisSize.fixed(0)::equals);
    return canInfer
        ? graph.constant(sizes.stream().map(size -> size.isOpen() ? -1 : size.fixed()).toList())
        : sizes(sizes);
  }

  @Override
  public String transpose(Transpose op, Tensor node) {
    return transpose(value(node.operand(0)), op.permutation());
  }

  private String transpose(String value, List<Integer> permutation) {
    return graph.operation("Transpose", value).numbers("perm", permutation).add();
  }

  /** Along the axes that are cut only. */
  @Override
  public String slice(Slice op, Tensor node) {
    List<AxisSize> from = program.sizes(node.operand(0));
    List<AxisSize> to = program.sizes(node);
    List<Integer> axes =
        node.shape().axes().stream().filter(a -> !from.get(a).equals(to.get(a))).toList();
    if (axes.isEmpty()) {
      return value(node.operand(0));
    }
    return operation(
        "Slice",
        value(node.operand(0)),
        graph.constant(axes.stream().map(op.begin()::get).toList()),
        sizes(axes.stream().map(axis -> to.get(axis).plus(op.begin().get(axis))).toList()),
        graph.constant(axes));
  }

  @Override
  public String pad(Pad op, Tensor node) {
    List<Integer> counts = new ArrayList<>(op.before());
    counts.addAll(op.after());
    return operation("Pad", value(node.operand(0)), graph.constant(counts), graph.constant(0f));
  }

  @Override
  public String concat(Concat op, Tensor node) {
    return graph
        .operation("Concat", node.operands().stream().map(this::value).toArray(String[]::new))
        .number("axis", op.axis())
        .add();
  }

  @Override
  public String matMul(MatMul op, Tensor node) {
    int rank = node.shape().rank();
    return operation(
        "MatMul",
        matrices(node.operand(0), op.transposeLeft(), rank),
        matrices(node.operand(1), op.transposeRight(), rank));
  }

  private String matrices(Tensor node, boolean transposed, int rank) {
    if (!transposed) {
      return value(node);
    }
    List<Integer> permutation = new ArrayList<>(node.shape().axes());
    Collections.swap(permutation, rank - 2, rank - 1);
    return transpose(value(node), permutation);
  }

  @Override
  public String conv2d(Conv2d op, Tensor node) {
    String images = transpose(value(node.operand(0)), TO_CHANNELS_FIRST);
    String filter = transpose(value(node.operand(1)), FILTER_TO_OUT_IN_HEIGHT_WIDTH);
    Window window = op.window();
    String convolved =
        graph
            .operation("Conv", images, filter)
            .numbers("strides", strides(window))
            .numbers("pads", List.of(window.top(), window.left(), window.bottom(), window.right()))
            .add();
    return transpose(convolved, TO_CHANNELS_LAST);
  }

  private static List<Integer> strides(Window window) {
    return List.of(window.strideHeight(), window.strideWidth());
  }

  /** What the stride leaves open is ONNX's {@code output_padding}. */
  @Override
  public String conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    String upstream = transpose(value(node.operand(0)), TO_CHANNELS_FIRST);
    String filter = transpose(value(node.operand(1)), FILTER_TO_OUT_IN_HEIGHT_WIDTH);
    Window window = op.window();
    Unread unread =
        Unread.of(window, node.shape(), node.operand(1).shape(), node.operand(0).shape());
    String images =
        graph
            .operation("ConvTranspose", upstream, filter)
            .numbers("strides", strides(window))
            .numbers("pads", List.of(window.top(), window.left(), window.bottom(), window.right()))
            .numbers("output_padding", List.of(unread.rows(), unread.columns()))
            .add();
    return transpose(images, TO_CHANNELS_LAST);
  }

  /**
   * A convolution whose batch are the input's channels, with the upstream for a filter that is as
   * dilated as the convolution strides. The channels are the batch: their products are summed.
   */
  @Override
  public String conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    String images = transpose(value(node.operand(0)), List.of(3, 0, 1, 2));
    String upstream = transpose(value(node.operand(1)), List.of(3, 0, 1, 2));
    Window window = op.window();
    String padded =
        operation(
            "Pad",
            images,
            graph.constant(
                List.of(0, 0, window.top(), window.left(), 0, 0, window.bottom(), window.right())),
            graph.constant(0f));
    String convolved =
        graph.operation("Conv", padded, upstream).numbers("dilations", strides(window)).add();
    String filter =
        operation(
            "Slice",
            convolved,
            graph.constant(List.of(0, 0)),
            graph.constant(List.of(op.filterHeight(), op.filterWidth())),
            graph.constant(List.of(2, 3)));
    return transpose(filter, List.of(2, 3, 0, 1));
  }

  /** The rows and columns of padded images that no position of the filter reaches. */
  private record Unread(int rows, int columns) {

    static Unread of(Window window, Shape images, Shape filter, Shape positions) {
      return new Unread(
          images.size(1)
              + window.top()
              + window.bottom()
              - filter.size(0)
              - (positions.size(1) - 1) * window.strideHeight(),
          images.size(2)
              + window.left()
              + window.right()
              - filter.size(1)
              - (positions.size(2) - 1) * window.strideWidth());
    }
  }
}
