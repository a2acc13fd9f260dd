package org.gan4j.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** Puts tensors and all they depend on into an order in which operands come first. */
public final class EvaluationOrder {
  private EvaluationOrder() {}

  /** Every tensor that the roots depend on, roots included, each once, operands first. */
  public static List<Tensor> of(Collection<Tensor> roots) {
    List<Tensor> order = new ArrayList<>();
    Set<Tensor> visited = new HashSet<>();
    Deque<Visit> open = new ArrayDeque<>();
    for (Tensor root : roots) {
      enter(Check.given("roots", root), visited, open);
      while (!open.isEmpty()) {
        Visit visit = open.element();
        if (visit.next < visit.tensor.operands().size()) {
          enter(visit.tensor.operand(visit.next++), visited, open);
        } else {
          order.add(visit.tensor);
          open.remove();
        }
      }
    }
    return order;
  }

  private static void enter(Tensor tensor, Set<Tensor> visited, Deque<Visit> open) {
    if (visited.add(tensor)) {
      open.push(new Visit(tensor));
    }
  }

  /**
   * A depth-first visit under way: an explicit stack, since deep networks overflow the Java one.
   */
  private static final class Visit {
    final Tensor tensor;
    int next;

    Visit(Tensor tensor) {
      this.tensor = tensor;
    }
  }
}
