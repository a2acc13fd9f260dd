package org.gan4j.step;

import java.util.Map;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Slots;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/** The moving average of a model's weights: variables of the model's names under a prefix. */
public final class WeightAverage {
  /** What the names of averages start with: {@code average/generator/dense1/kernel}. */
  public static final String PREFIX = "average/";

  private WeightAverage() {}

  /** Adds the averages of what a step gives the model's variables. */
  static void add(Step.Builder step, ModelTrace model, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "the decay of a moving average must be in [0, 1), not " + decay);
    }
    Map<Variable, Initializer> starts = model.initializers();
    Slots averaging = new Slots("averaging/" + model.name());
    Tensor stays = share(averaging, decay);
    step.add(averaging);
    starts.forEach((variable, start) -> step.variable(averageOf(variable, start)));
    model.parameters().forEach(p -> move(step, (Variable) p.op(), stays));
    model.stateUpdates().forEach(u -> move(step, u.variable(), Tensor.scalar(0)));
  }

  private static InitialValue averageOf(Variable variable, Initializer start) {
    return new InitialValue(
        new Variable(PREFIX + variable.name(), variable.shape()), start, variable.name());
  }

  /**
   * How much of the averages stays in this step. It grows from 0 to the decay, so that the weights
   * that the model starts from count for nothing: an average of ones with the same decay is what
   * all steps so far count for together, by which Adam corrects its averages too.
   */
  private static Tensor share(Slots averaging, double decay) {
    Tensor weight = averaging.scalar("weight", 0);
    Tensor before = weight.times(decay);
    Tensor after = before.plus(1 - decay);
    averaging.set(weight, after);
    return before.dividedBy(after);
  }

  /** Moves the average of a variable towards the variable's next value. */
  private static void move(Step.Builder step, Variable variable, Tensor stays) {
    Tensor next = step.next(variable);
    if (next == null) {
      throw new IllegalArgumentException(
          "%s cannot be averaged in a step that does not move it: minimize before"
              .formatted(variable.name()));
    }
    Tensor average = Tensor.variable(PREFIX + variable.name(), variable.shape());
    step.update(average, next.plus(average.minus(next).times(stays)));
  }
}
