package org.gan4j.backend.tf;

import java.util.List;
import java.util.Optional;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Reduction;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Tensor;
import org.tensorflow.internal.c_api.TF_Operation;

/** Several operations of a program for which TensorFlow has one. */
final class Fused {
  private final Lowering lowering;
  private final Graph graph;

  Fused(Lowering lowering, Graph graph) {
    this.lowering = lowering;
    this.graph = graph;
  }

  /** A vector added to every row. */
  Optional<TF_Operation> biasAdd(Tensor sum) {
    Optional<Tensor> bias = repeatedVector(sum.operand(1));
    Tensor other = sum.operand(bias.isPresent() ? 0 : 1);
    return bias.or(() -> repeatedVector(sum.operand(0)))
        .map(vector -> operation("BiasAdd", other, vector).add());
  }

  private static Optional<Tensor> repeatedVector(Tensor node) {
    boolean repeats =
        node.op() instanceof BroadcastTo
            && node.shape().rank() > 1
            && node.operand(0).op() instanceof Reshape
            && node.operand(0).shape().size(-1) == node.shape().size(-1);
    return Optional.of(node)
        .filter(n -> repeats)
        .map(n -> n.operand(0).operand(0))
        .filter(vector -> vector.shape().sizes().equals(List.of(node.shape().size(-1))));
  }

  /** The sum of all rows, whose operation gives a vector. */
  Optional<TF_Operation> biasAddGradient(Reduction op, Tensor operand) {
    int columns = operand.shape().rank() - 1;
    boolean fits =
        columns > 0
            && op.kind() == Reduction.Kind.SUM
            && op.axes().equals(operand.shape().axes().subList(0, columns));
    return fits ? Optional.of(operation("BiasAddGrad", operand).add()) : Optional.empty();
  }

  /** {@code x * select(y > 0, 1, slope)}: leaky ReLU if x is y, else its gradient. */
  Optional<TF_Operation> leakyRelu(Tensor product) {
    return leakyRelu(product.operand(0), product.operand(1))
        .or(() -> leakyRelu(product.operand(1), product.operand(0)));
  }

  private Optional<TF_Operation> leakyRelu(Tensor x, Tensor slopes) {
    if (slopes.op() instanceof Select
        && slopes.operand(1).isFilledWith(1)
        && slopes.operand(2).op() instanceof Fill slope
        && slopes.operand(0).op() == Binary.GREATER
        && slopes.operand(0).operand(1).isFilledWith(0)) {
      Tensor y = slopes.operand(0).operand(0);
      OperationBuilder operation =
          x == y ? operation("LeakyRelu", x) : operation("LeakyReluGrad", x, y);
      return Optional.of(operation.number("alpha", slope.value()).add());
    }
    return Optional.empty();
  }

  private OperationBuilder operation(String type, Tensor... operands) {
    OperationBuilder operation = graph.operation(type);
    for (Tensor operand : operands) {
      operation.inputs(lowering.value(operand));
    }
    return operation;
  }
}
