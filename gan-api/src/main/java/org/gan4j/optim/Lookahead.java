package org.gan4j.optim;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** See {@link Optimizers#lookahead}. */
record Lookahead(int steps, double slowRate, Optimizer optimizer) implements Optimizer {
  Lookahead {
    Cycle.requireSteps("lookahead's round", steps);
    Check.positive("lookahead's slow rate", slowRate);
    if (slowRate > 1) {
      throw new IllegalArgumentException(
          "lookahead's slow rate must be at most 1, not " + slowRate);
    }
    Check.given("the optimizer of lookahead's fast weights", optimizer);
  }

  @Override
  public List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots) {
    Cycle cycle = Cycle.of(steps, slots);
    List<Tensor> fast = optimizer.update(parameters, gradients, slots.within("inner"));
    Requirements.requireOneForEach(parameters, "new values of the inner optimizer", fast);
    List<Tensor> updated = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      // A round starts where the slow weights are, so that the slot needs no initial value.
      Tensor stored = slots.of(parameters.get(i), "slow", 0);
      Tensor slow = Tensor.select(cycle.atStart(), parameters.get(i), stored);
      slots.set(stored, slow);
      Tensor next = slow.plus(fast.get(i).minus(slow).times(slowRate));
      updated.add(Tensor.select(cycle.atEnd(), next, fast.get(i)));
    }
    return updated;
  }
}
