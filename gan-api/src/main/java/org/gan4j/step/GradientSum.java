package org.gan4j.step;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.autodiff.Gradients;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Optimizer;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * Gradients that one step collects over several runs and another applies at once.
 *
 * <pre>{@code
 * GradientSum sum = collecting.collect("loss", loss, 4, model);
 * Scheme scheme = Scheme.of(
 *     repeat(4, draw(data), run(collecting.build())), run(sum.appliedBy(Adam.of(1e-3))));
 * }</pre>
 */
public final class GradientSum {
  private final List<ModelTrace> owners;
  private final List<Tensor> parameters;

  GradientSum(List<ModelTrace> owners) {
    this.owners = owners;
    this.parameters = owners.stream().flatMap(owner -> owner.parameters().stream()).toList();
  }

  void add(Step.Builder step, Tensor loss, int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException(
          "gradients are collected from at least 1 part, not " + parts);
    }
    List<Tensor> gradients = Gradients.of(loss, parameters);
    List<Tensor> sums = sums(step);
    for (int i = 0; i < sums.size(); i++) {
      step.update(sums.get(i), sums.get(i).plus(gradients.get(i).times(1.0 / parts)));
    }
  }

  /** A step that moves the parameters by the sum, which then starts anew from 0. */
  public Step appliedBy(Optimizer optimizer) {
    Step.Builder step = Step.named("apply");
    owners.forEach(step::add);
    List<Tensor> sums = sums(step);
    step.descend(parameters, sums, optimizer, owners);
    sums.forEach(sum -> step.update(sum, Tensor.zeros(sum.shape())));
    return step.build();
  }

  private List<Tensor> sums(Step.Builder step) {
    List<Tensor> sums = new ArrayList<>();
    for (Tensor parameter : parameters) {
      Variable variable = (Variable) parameter.op();
      sums.add(
          step.variable("collected/" + variable.name(), variable.shape(), Initializer.constant(0)));
    }
    return sums;
  }
}
