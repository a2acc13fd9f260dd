package org.gan4j.autodiff;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gan4j.program.EvaluationOrder;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/**
 * Gradients by reverse accumulation. The result is again made of traced tensors, so a gradient can
 * be part of a loss (a gradient penalty) and be differentiated once more.
 *
 * <pre>{@code
 * Tensor slope = Gradients.of(critic.sum(), List.of(points)).get(0);
 * Tensor penalty = slope.square().sum(1).mean();
 * }</pre>
 */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradient of a scalar with respect to each of some tensors, each of that tensor's shape;
   * zeros where the scalar does not depend on it. Nothing else is differentiated: what the scalar
   * depends on otherwise is a constant.
   *
   * @throws ShapeException if {@code scalar} has more than one element
   */
  public static List<Tensor> of(Tensor scalar, Collection<Tensor> withRespectTo) {
    if (scalar.shape().elementCount() != 1) {
      throw new ShapeException(
          "gradients are taken of a scalar, not of shape "
              + scalar.shape()
              + ": take its sum() or mean() first");
    }
    List<Tensor> order = EvaluationOrder.of(List.of(scalar));
    Set<Tensor> dependent = dependent(order, Set.copyOf(withRespectTo));
    Map<Tensor, Tensor> upstream = new HashMap<>();
    upstream.put(scalar, Tensor.ones(scalar.shape()));
    for (int i = order.size() - 1; i >= 0; i--) {
      Tensor node = order.get(i);
      Tensor gradient = upstream.get(node);
      if (gradient != null && dependent.contains(node)) {
        propagate(node, gradient, dependent, upstream);
      }
    }
    return withRespectTo.stream()
        .map(tensor -> upstream.getOrDefault(tensor, Tensor.zeros(tensor.shape())))
        .toList();
  }

  private static void propagate(
      Tensor node, Tensor gradient, Set<Tensor> dependent, Map<Tensor, Tensor> upstream) {
    if (node.operands().stream().noneMatch(dependent::contains)) {
      return;
    }
    List<Tensor> gradients = node.op().gradients(node, gradient);
    for (int i = 0; i < gradients.size(); i++) {
      Tensor operand = node.operand(i);
      if (dependent.contains(operand) && !gradients.get(i).isFilledWith(0)) {
        upstream.merge(operand, gradients.get(i), Tensor::plus);
      }
    }
  }

  private static Set<Tensor> dependent(List<Tensor> order, Set<Tensor> withRespectTo) {
    Set<Tensor> dependent = new HashSet<>();
    for (Tensor node : order) {
      if (withRespectTo.contains(node) || node.operands().stream().anyMatch(dependent::contains)) {
        dependent.add(node);
      }
    }
    return dependent;
  }
}
