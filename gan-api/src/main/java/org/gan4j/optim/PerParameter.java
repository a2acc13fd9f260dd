package org.gan4j.optim;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.tensor.Tensor;

/** An optimizer whose rule looks at one parameter at a time. */
interface PerParameter extends Optimizer {

  /** The schedule of the learning rate {@code lr} in {@link #updateOne}. */
  Schedule learningRate();

  /** The new value of one parameter. */
  Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots);

  @Override
  default List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots) {
    Tensor lr = learningRate().rate(slots);
    List<Tensor> updated = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      updated.add(updateOne(parameters.get(i), gradients.get(i), lr, slots));
    }
    return updated;
  }
}
