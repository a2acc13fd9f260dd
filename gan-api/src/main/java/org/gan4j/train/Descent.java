package org.gan4j.train;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.autodiff.Gradients;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * A step of an optimizer down a loss.
 *
 * @param updates the parameters' next values
 * @param slots what the optimizer keeps
 */
record Descent(List<Update> updates, Slots slots) {

  /**
   * Traces a step.
   *
   * @param name of the optimizer, the first part of its variables' paths
   */
  static Descent of(Tensor loss, List<Tensor> parameters, Optimizer optimizer, String name) {
    Slots slots = new Slots(name);
    List<Tensor> moved = optimizer.update(parameters, Gradients.of(loss, parameters), slots);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      updates.add(new Update((Variable) parameters.get(i).op(), moved.get(i)));
    }
    return new Descent(updates, slots);
  }

  void addTo(Program.Builder program) {
    updates.forEach(u -> program.update(u.variable(), u.value()));
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
  }
}
