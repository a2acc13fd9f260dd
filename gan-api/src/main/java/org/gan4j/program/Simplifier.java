package org.gan4j.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gan4j.tensor.StopGradient;
import org.gan4j.tensor.Tensor;

/**
 * Rewrites tensors into fewer that compute the same: constants are folded, equal computations are
 * shared, gradient stops are removed. One sweep in evaluation order; what nothing needs is never
 * reached, so dead code falls away by itself.
 */
final class Simplifier implements UnaryOperator<Tensor> {
  private final UnaryOperator<Tensor> folding;
  private final Map<Expression, Tensor> known = new HashMap<>();

  private record Expression(Object op, List<Tensor> operands) {}

  private Simplifier(UnaryOperator<Tensor> folding) {
    this.folding = folding;
  }

  /** Does all of it. */
  static Simplifier all() {
    return new Simplifier(
        tensor -> tensor.op() instanceof StopGradient ? tensor.operand(0) : Folding.fold(tensor));
  }

  /** Shares only, which changes no bit. */
  static Simplifier sharing() {
    return new Simplifier(UnaryOperator.identity());
  }

  @Override
  public Tensor apply(Tensor tensor) {
    return shared(folding.apply(tensor));
  }

  /** What folding has made has operands that may be known, too. */
  private Tensor shared(Tensor tensor) {
    Tensor same = known.get(new Expression(tensor.op(), tensor.operands()));
    if (same != null) {
      return same;
    }
    List<Tensor> operands = tensor.operands().stream().map(this::shared).toList();
    Tensor first = operands.equals(tensor.operands()) ? tensor : Tensor.of(tensor.op(), operands);
    known.put(new Expression(first.op(), operands), first);
    return first;
  }
}
