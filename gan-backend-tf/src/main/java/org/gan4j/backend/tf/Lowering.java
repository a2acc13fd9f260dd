package org.gan4j.backend.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gan4j.program.AxisSize;
import org.gan4j.program.BatchProgram;
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
import org.tensorflow.internal.c_api.TF_Operation;

/**
 * A program in a graph: the TensorFlow operations of its values, over given values of its inputs
 * and variables.
 */
final class Lowering implements Op.Visitor<TF_Operation> {
  /** Longer than every pattern of {@link Fused}. */
  private static final int LONGEST_CHAIN = 16;

  private final Graph graph;
  private final BatchProgram program;
  private final Map<Input, TF_Operation> inputs;
  private final Map<Variable, TF_Operation> variables;
  private final Map<Tensor, TF_Operation> values = new HashMap<>();
  private final Map<Tensor, TF_Operation> conditions = new HashMap<>();
  private final Set<Tensor> maybeInputs = new HashSet<>();
  private final Fused fused;

  /**
   * Operands come first. What may become part of another operation waits until it is asked for, but
   * no long chain does: asking for its end would be as deep a recursion.
   */
  Lowering(
      Graph graph,
      BatchProgram program,
      Map<Input, TF_Operation> inputs,
      Map<Variable, TF_Operation> variables) {
    this.graph = graph;
    this.program = program;
    this.inputs = inputs;
    this.variables = variables;
    this.fused = new Fused(this, graph);
    Map<Tensor, Integer> waiting = new HashMap<>();
    for (Tensor node : program.program().nodes()) {
      int before =
          node.operands().stream().mapToInt(o -> waiting.getOrDefault(o, 0)).max().orElse(0);
      if (mayBeFused(node.op()) && before < LONGEST_CHAIN) {
        waiting.put(node, before + 1);
      } else {
        value(node);
      }
      if (mayBeAnInput(node)) {
        maybeInputs.add(node);
      }
    }
  }

  private static boolean mayBeFused(Op op) {
    return op instanceof Fill
        || op instanceof BroadcastTo
        || op instanceof Reshape
        || op instanceof Reduction
        || op instanceof Select
        || (op instanceof Binary binary && binary.isComparison());
  }

  /** The operation whose result is a value of the program. */
  TF_Operation value(Tensor node) {
    TF_Operation known = values.get(node);
    if (known == null) {
      known = node.accept(this);
      values.put(node, known);
    }
    return known;
  }

  /** The same outside of the memory of an input, which changes with each call. */
  TF_Operation owned(Tensor node) {
    TF_Operation value = value(node);
    return maybeInputs.contains(node) ? graph.operation("DeepCopy").inputs(value).add() : value;
  }

  private boolean mayBeAnInput(Tensor node) {
    Op op = node.op();
    boolean moves =
        op instanceof Reshape
            || op instanceof BroadcastTo
            || op instanceof Reduction
            || op instanceof Transpose
            || op instanceof Slice
            || op instanceof Pad
            || op instanceof Concat;
    return op instanceof Input
        || (moves && node.operands().stream().anyMatch(maybeInputs::contains));
  }

  @Override
  public TF_Operation input(Input op, Tensor node) {
    return Objects.requireNonNull(inputs.get(op));
  }

  @Override
  public TF_Operation variable(Variable op, Tensor node) {
    return Objects.requireNonNull(variables.get(op));
  }

  @Override
  public TF_Operation fill(Fill op, Tensor node) {
    return broadcast(graph.constant(op.value()), node);
  }

  @Override
  public TF_Operation broadcastTo(BroadcastTo op, Tensor node) {
    return broadcast(value(node.operand(0)), node);
  }

  private TF_Operation broadcast(TF_Operation value, Tensor to) {
    return operation("BroadcastTo", value, sizes(to));
  }

  /** The shape of a value as a list, which is computed if the size of the batch is open. */
  private TF_Operation sizes(Tensor node) {
    List<AxisSize> sizes = program.sizes(node);
    TF_Operation fixed = graph.constant(sizes.stream().map(AxisSize::fixed).toList());
    if (sizes.stream().noneMatch(AxisSize::isOpen)) {
      return fixed;
    }
    TF_Operation perRow = graph.constant(sizes.stream().map(AxisSize::perRow).toList());
    return operation("AddV2", fixed, operation("Mul", perRow, batch()));
  }

  /** The size of the batch, in a list. */
  private TF_Operation batch() {
    for (Input input : program.program().inputs()) {
      int axis = program.sizes(input).indexOf(AxisSize.BATCH);
      if (axis >= 0) {
        TF_Operation shape = operation("Shape", Objects.requireNonNull(inputs.get(input)));
        return operation("Slice", shape, graph.constant(List.of(axis)), graph.constant(List.of(1)));
      }
    }
    throw new IllegalArgumentException(
        "the program %s has no input from which the size of its batch can be read\n  fix: use it for one size"
            .formatted(program.program().name()));
  }

  @Override
  public TF_Operation unary(Unary op, Tensor node) {
    String type =
        switch (op) {
          case NEGATE -> "Neg";
          case ABS -> "Abs";
          case SIGN -> "Sign";
          case EXP -> "Exp";
          case EXPM1 -> "Expm1";
          case LOG -> "Log";
          case SQRT -> "Sqrt";
          case TANH -> "Tanh";
          case SIGMOID -> "Sigmoid";
          case SOFTPLUS -> "Softplus";
          case ERF -> "Erf";
          case SIN -> "Sin";
          case COS -> "Cos";
        };
    return operation(type, value(node.operand(0)));
  }

  @Override
  public TF_Operation binary(Binary op, Tensor node) {
    return switch (op) {
      case ADD -> fused.biasAdd(node).orElseGet(() -> elementwise("AddV2", node));
      case SUBTRACT -> elementwise("Sub", node);
      case MULTIPLY -> fused.leakyRelu(node).orElseGet(() -> elementwise("Mul", node));
      case DIVIDE -> elementwise("RealDiv", node);
      case MAX -> elementwise("Maximum", node);
      case MIN -> elementwise("Minimum", node);
      case GREATER, GREATER_EQUAL, EQUAL ->
          graph.operation("Cast").inputs(condition(node)).type("DstT", DataType.FLOAT).add();
    };
  }

  /** TensorFlow repeats one of the operands itself. */
  private TF_Operation elementwise(String type, Tensor node) {
    Tensor left = node.operand(0);
    Tensor right = node.operand(1);
    return isRepeated(right)
        ? operation(type, value(left), unrepeated(right))
        : operation(type, unrepeated(left), value(right));
  }

  private static boolean isRepeated(Tensor node) {
    return node.op() instanceof Fill || node.op() instanceof BroadcastTo;
  }

  private TF_Operation unrepeated(Tensor node) {
    if (node.op() instanceof Fill fill) {
      return graph.constant(fill.value());
    }
    return value(node.op() instanceof BroadcastTo ? node.operand(0) : node);
  }

  /** TensorFlow's truth value of each element: whether it is not 0. */
  private TF_Operation condition(Tensor node) {
    TF_Operation known = conditions.get(node);
    if (known == null) {
      known = newCondition(node);
      conditions.put(node, known);
    }
    return known;
  }

  private TF_Operation newCondition(Tensor node) {
    if (node.op() == Binary.GREATER) {
      return elementwise("Greater", node);
    } else if (node.op() == Binary.GREATER_EQUAL) {
      return elementwise("GreaterEqual", node);
    } else if (node.op() == Binary.EQUAL) {
      return elementwise("Equal", node);
    }
    return operation("NotEqual", value(node), graph.constant(0));
  }

  @Override
  public TF_Operation select(Select op, Tensor node) {
    return operation(
        "SelectV2",
        condition(node.operand(0)),
        unrepeated(node.operand(1)),
        unrepeated(node.operand(2)));
  }

  @Override
  public TF_Operation reduction(Reduction op, Tensor node) {
    return reduction(op, node.operand(0), true);
  }

  private TF_Operation reduction(Reduction op, Tensor operand, boolean keepAxes) {
    String type =
        switch (op.kind()) {
          case SUM -> "Sum";
          case MAX -> "Max";
        };
    return graph
        .operation(type)
        .inputs(value(operand), graph.constant(op.axes()))
        .flag("keep_dims", keepAxes)
        .add();
  }

  @Override
  public TF_Operation reshape(Reshape op, Tensor node) {
    Tensor operand = node.operand(0);
    if (operand.op() instanceof Reduction reduction && node.shape().equals(kept(operand))) {
      return fused
          .biasAddGradient(reduction, operand.operand(0))
          .orElseGet(() -> reduction(reduction, operand.operand(0), false));
    }
    return operation("Reshape", value(operand), sizes(node));
  }

  /** The shape of a reduction without the reduced axes. */
  private static Shape kept(Tensor reduction) {
    List<Integer> sizes = new ArrayList<>();
    List<Integer> reduced = ((Reduction) reduction.op()).axes();
    for (int axis = 0; axis < reduction.shape().rank(); axis++) {
      if (!reduced.contains(axis)) {
        sizes.add(reduction.shape().size(axis));
      }
    }
    return new Shape(sizes);
  }

  @Override
  public TF_Operation transpose(Transpose op, Tensor node) {
    return operation("Transpose", value(node.operand(0)), graph.constant(op.permutation()));
  }

  @Override
  public TF_Operation slice(Slice op, Tensor node) {
    return operation("Slice", value(node.operand(0)), graph.constant(op.begin()), sizes(node));
  }

  /** TensorFlow makes {@code Pad} a part of a convolution again: see {@link Reach}. */
  @Override
  public TF_Operation pad(Pad op, Tensor node) {
    List<Integer> pairs = new ArrayList<>();
    for (int axis = 0; axis < node.shape().rank(); axis++) {
      pairs.add(op.before().get(axis));
      pairs.add(op.after().get(axis));
    }
    TF_Operation rows =
        operation(
            "Reshape", graph.constant(pairs), graph.constant(List.of(node.shape().rank(), 2)));
    return operation("PadV2", value(node.operand(0)), rows, graph.constant(0f));
  }

  @Override
  public TF_Operation concat(Concat op, Tensor node) {
    return graph
        .operation("ConcatV2")
        .inputList(node.operands().stream().map(this::value).toList())
        .inputs(operation("Squeeze", graph.constant(List.of(op.axis()))))
        .add();
  }

  @Override
  public TF_Operation matMul(MatMul op, Tensor node) {
    boolean matrices = node.shape().rank() == 2;
    return graph
        .operation(matrices ? "MatMul" : "BatchMatMulV2")
        .inputs(value(node.operand(0)), value(node.operand(1)))
        .flag(matrices ? "transpose_a" : "adj_x", op.transposeLeft())
        .flag(matrices ? "transpose_b" : "adj_y", op.transposeRight())
        .add();
  }

  @Override
  public TF_Operation conv2d(Conv2d op, Tensor node) {
    return convolution("Conv2D", op.window(), value(node.operand(0)), value(node.operand(1)));
  }

  @Override
  public TF_Operation conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    return convolution(
        "Conv2DBackpropInput",
        op.window(),
        sizes(node),
        value(node.operand(1)),
        value(node.operand(0)));
  }

  @Override
  public TF_Operation conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    return convolution(
        "Conv2DBackpropFilter",
        op.window(),
        value(node.operand(0)),
        sizes(node),
        value(node.operand(1)));
  }

  /** The padding is none, or TensorFlow's SAME: see {@link Reach}. */
  private TF_Operation convolution(String type, Window window, TF_Operation... operands) {
    Window unpadded = new Window(window.strideHeight(), window.strideWidth(), 0, 0, 0, 0);
    return graph
        .operation(type)
        .inputs(operands)
        .numbers("strides", 1, window.strideHeight(), window.strideWidth(), 1)
        .text("padding", window.equals(unpadded) ? "VALID" : "SAME")
        .add();
  }

  private TF_Operation operation(String type, TF_Operation... operands) {
    return graph.operation(type).inputs(operands).add();
  }
}
