package org.gan4j.optim;

import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** See {@link Optimizers#everyKth}. */
record EveryKth(int steps, Optimizer optimizer) implements Optimizer {
  EveryKth {
    Cycle.requireSteps("an optimizer's interval", steps);
    Check.given("the optimizer of every k-th step", optimizer);
  }

  @Override
  public List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots) {
    return Cycle.of(steps, slots).updateAtEnd(optimizer, parameters, gradients, slots);
  }
}
