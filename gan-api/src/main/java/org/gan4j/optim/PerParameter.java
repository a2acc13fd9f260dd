package org.gan4j.optim;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.tensor.Tensor;

/**
 * An optimizer whose rule looks at one parameter at a time. A rule of one's own is a record:
 *
 * <pre>{@code
 * record SignDescent(Schedule learningRate) implements PerParameter {
 *   public Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
 *     return parameter.minus(gradient.sign().times(lr));
 *   }
 * }
 * }</pre>
 */
public interface PerParameter extends Optimizer {

  /** The schedule of the learning rate {@code lr} in {@link #updateOne}. */
  Schedule learningRate();

  /**
   * The new value of one parameter.
   *
   * @param parameter a variable
   * @param gradient of the loss by the parameter, of its shape
   * @param lr the learning rate of this step, a scalar
   * @param slots what the rule remembers: {@link Slots#of} gives each parameter its own
   */
  Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots);

  @Override
  default List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots) {
    Requirements.requireOneForEach(parameters, "gradients", gradients);
    Tensor lr = Requirements.requireScalar("a learning rate", learningRate().rate(slots));
    List<Tensor> updated = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      updated.add(updateOne(parameters.get(i), gradients.get(i), lr, slots));
    }
    return updated;
  }
}
