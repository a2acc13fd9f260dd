package org.gan4j.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.tensor.StopGradient;
import org.gan4j.tensor.Tensor;

/**
 * Rewrites tensors into fewer that compute the same: constants are folded, equal computations are
 * shared, gradient stops are removed. One sweep in evaluation order; what nothing needs is never
 * reached, so dead code falls away by itself.
 */
final class Simplifier {
  private final Map<Tensor, Tensor> replacements = new HashMap<>();
  private final Map<Expression, Tensor> known = new HashMap<>();

  private record Expression(Object op, List<Tensor> operands) {}

  Simplifier(Collection<Tensor> roots) {
    for (Tensor tensor : EvaluationOrder.of(roots)) {
      replacements.put(tensor, simplify(tensor));
    }
  }

  /** What a root, or anything it depends on, became. */
  Tensor replacement(Tensor original) {
    Tensor replacement = replacements.get(original);
    if (replacement == null) {
      throw new IllegalArgumentException("not among the simplified tensors: " + original);
    }
    return replacement;
  }

  private Tensor simplify(Tensor tensor) {
    List<Tensor> operands = tensor.operands().stream().map(this::replacement).toList();
    if (tensor.op() instanceof StopGradient) {
      return operands.get(0);
    }
    Tensor rebuilt = operands.equals(tensor.operands()) ? tensor : Tensor.of(tensor.op(), operands);
    Tensor folded = Folding.fold(rebuilt);
    return known.computeIfAbsent(
        new Expression(folded.op(), folded.operands()), expression -> folded);
  }
}
