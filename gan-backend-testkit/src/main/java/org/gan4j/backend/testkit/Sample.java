package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.autodiff.Gradients;
import org.gan4j.program.Program;
import org.gan4j.tensor.Tensor;

/**
 * A function on which backends are compared with the oracle and whose derivatives are checked.
 *
 * @param name what a failure is reported under
 * @param value the traced result, of any shape
 * @param withRespectTo inputs and variables that {@code value} is differentiated by
 * @param values what inputs and variables are set to: a point where the function is smooth
 */
public record Sample(String name, Tensor value, List<Tensor> withRespectTo, Values values) {

  /** Copies the list. */
  public Sample {
    withRespectTo = List.copyOf(withRespectTo);
  }

  /** The value alone. */
  public Case toCase() {
    return new Case(name, Program.named("sample").output("value", value).build(), values);
  }

  /** All elements of the gradients of the value's sum. */
  public Case toGradientCase() {
    Program.Builder program = Program.named("gradients");
    List<Tensor> gradients = new ArrayList<>(Gradients.of(value.sum(), withRespectTo));
    for (int i = 0; i < gradients.size(); i++) {
      program.output("by " + withRespectTo.get(i), gradients.get(i));
    }
    return new Case("gradient of " + name, program.build(), values);
  }
}
