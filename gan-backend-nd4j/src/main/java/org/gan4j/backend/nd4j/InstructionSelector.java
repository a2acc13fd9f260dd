package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
import org.gan4j.tensor.StopGradient;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Transpose;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;

/** Chooses the instruction for a value; none for what is in memory already. */
final class InstructionSelector implements Op.Visitor<Optional<Instruction>> {
  private static final InstructionSelector ARMS = new InstructionSelector();

  private InstructionSelector() {}

  /**
   * The instruction that computes a value.
   *
   * <p>ND4J rejects or misreads arrays without elements, so it never gets one: what has no elements
   * needs no instruction, and sums and paddings of nothing are 0.
   */
  static Optional<Instruction> select(Tensor node) {
    if (isEmpty(node)) {
      return Optional.empty();
    }
    boolean ofNothing = node.operands().stream().anyMatch(InstructionSelector::isEmpty);
    if (ofNothing && !(node.op() instanceof Concat)) {
      return filled(node, 0);
    }
    return node.accept(ARMS);
  }

  private static boolean isEmpty(Tensor tensor) {
    return tensor.shape().elementCount() == 0;
  }

  private static Optional<Instruction> filled(Tensor node, float value) {
    return Optional.of(Instruction.of(node, List.of(), (calls, z, x, s) -> calls.fill(z, value)));
  }

  @Override
  public Optional<Instruction> input(Input op, Tensor node) {
    return Optional.empty();
  }

  @Override
  public Optional<Instruction> variable(Variable op, Tensor node) {
    return Optional.empty();
  }

  @Override
  public Optional<Instruction> reshape(Reshape op, Tensor node) {
    return Optional.empty();
  }

  @Override
  public Optional<Instruction> fill(Fill op, Tensor node) {
    return filled(node, op.value());
  }

  /** {@link InstructionOrder} marks with it a variable's value of before the run. */
  @Override
  public Optional<Instruction> stopGradient(StopGradient op, Tensor node) {
    return Optional.of(
        Instruction.of(node, node.operands(), (calls, z, x, s) -> calls.copy(x[0], z)));
  }

  @Override
  public Optional<Instruction> unary(Unary op, Tensor node) {
    return Optional.of(Elementwise.unary(op, node));
  }

  @Override
  public Optional<Instruction> binary(Binary op, Tensor node) {
    return Optional.of(Elementwise.binary(op, node));
  }

  @Override
  public Optional<Instruction> select(Select op, Tensor node) {
    return Optional.of(Elementwise.select(node));
  }

  @Override
  public Optional<Instruction> reduction(Reduction op, Tensor node) {
    return Optional.of(Reductions.select(op, node));
  }

  @Override
  public Optional<Instruction> broadcastTo(BroadcastTo op, Tensor node) {
    return Optional.of(Repeated.of(node).writtenOut());
  }

  @Override
  public Optional<Instruction> transpose(Transpose op, Tensor node) {
    View from = View.all(node.operand(0).shape().sizes()).permuted(op.permutation());
    return Optional.of(copy(node, from));
  }

  @Override
  public Optional<Instruction> slice(Slice op, Tensor node) {
    if (SharedMemory.isRun(op, node.operand(0).shape())) {
      return Optional.empty();
    }
    View from = View.all(node.operand(0).shape().sizes()).block(op.begin(), node.shape().sizes());
    return Optional.of(copy(node, from));
  }

  private static Instruction copy(Tensor node, View from) {
    View to = View.all(node.shape().sizes());
    return Instruction.of(node, node.operands(), (calls, z, x, s) -> calls.copy(x[0], from, z, to));
  }

  @Override
  public Optional<Instruction> pad(Pad op, Tensor node) {
    List<Integer> sizes = node.operand(0).shape().sizes();
    View inner = View.all(node.shape().sizes()).block(op.before(), sizes);
    return Optional.of(
        Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> {
              calls.fill(z, 0);
              calls.copy(x[0], View.all(sizes), z, inner);
            }));
  }

  @Override
  public Optional<Instruction> concat(Concat op, Tensor node) {
    List<Tensor> parts = node.operands().stream().filter(part -> !isEmpty(part)).toList();
    View all = View.all(node.shape().sizes());
    return Optional.of(
        Instruction.of(
            node,
            parts,
            (calls, z, x, s) -> {
              List<Integer> begin = new ArrayList<>(Collections.nCopies(all.sizes().size(), 0));
              for (int i = 0; i < x.length; i++) {
                List<Integer> sizes = parts.get(i).shape().sizes();
                calls.copy(x[i], View.all(sizes), z, all.block(begin, sizes));
                begin.set(op.axis(), begin.get(op.axis()) + sizes.get(op.axis()));
              }
            }));
  }

  @Override
  public Optional<Instruction> matMul(MatMul op, Tensor node) {
    int rows = node.shape().size(-2);
    int columns = node.shape().size(-1);
    int inner = node.operand(0).shape().size(op.transposeLeft() ? -2 : -1);
    int matrices = node.shape().count(0, node.shape().rank() - 2);
    Product product = new Product(op.transposeLeft(), op.transposeRight(), rows, inner, columns);
    return Optional.of(
        Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> {
              for (int i = 0; i < matrices; i++) {
                calls.multiply(
                    product,
                    calls.part(x[0], (long) i * rows * inner, rows * inner),
                    calls.part(x[1], (long) i * inner * columns, inner * columns),
                    calls.part(z, (long) i * rows * columns, rows * columns),
                    false);
              }
            }));
  }

  @Override
  public Optional<Instruction> conv2d(Conv2d op, Tensor node) {
    return Optional.of(ConvolutionCalls.forward(op.window(), node));
  }

  @Override
  public Optional<Instruction> conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    return Optional.of(
        ScatteredGradient.isFaster(node)
            ? ScatteredGradient.of(op.window(), node)
            : InputGradient.of(op.window(), node));
  }

  @Override
  public Optional<Instruction> conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    return Optional.of(ConvolutionCalls.filterGradient(op.window(), node));
  }
}
