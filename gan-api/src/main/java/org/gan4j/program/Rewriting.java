package org.gan4j.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gan4j.tensor.Tensor;

/** Tensors replaced one after another, operands first, each by what a rule makes of it. */
final class Rewriting {
  private final Map<Tensor, Tensor> replacements = new HashMap<>();

  /**
   * @param order the tensors, operands first
   * @param rule gives the replacement of a tensor whose operands are replaced already
   */
  Rewriting(List<Tensor> order, UnaryOperator<Tensor> rule) {
    for (Tensor tensor : order) {
      List<Tensor> operands = tensor.operands().stream().map(this::of).toList();
      Tensor rebuilt =
          operands.equals(tensor.operands()) ? tensor : Tensor.of(tensor.op(), operands);
      replacements.put(tensor, rule.apply(rebuilt));
    }
  }

  /** What a tensor became. */
  Tensor of(Tensor original) {
    Tensor replacement = replacements.get(original);
    if (replacement == null) {
      throw new IllegalArgumentException("not among the rewritten tensors: " + original);
    }
    return replacement;
  }
}
