package org.gan4j.optim;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** See {@link Optimizers#accumulate}. */
record Accumulation(int steps, Optimizer optimizer) implements Optimizer {
  Accumulation {
    Cycle.requireSteps("the accumulation of gradients", steps);
    Check.given("the optimizer of accumulated gradients", optimizer);
  }

  @Override
  public List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots) {
    Requirements.requireOneForEach(parameters, "gradients", gradients);
    Cycle cycle = Cycle.of(steps, slots);
    List<Tensor> means = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor stored = slots.of(parameters.get(i), "accumulated", 0);
      Tensor mean = stored.plus(gradients.get(i).times(1.0 / steps));
      slots.set(stored, Tensor.select(cycle.atEnd(), Tensor.scalar(0), mean));
      means.add(mean);
    }
    return cycle.updateAtEnd(optimizer, parameters, means, slots);
  }
}
