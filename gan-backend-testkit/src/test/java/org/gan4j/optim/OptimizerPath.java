package org.gan4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/** Where an optimizer moves a parameter, beside formulas written out in doubles. */
final class OptimizerPath {
  private OptimizerPath() {}

  static final double[] GRADIENTS = {0.5, -1.5, 2.0, 0.25, -0.125, 1.0, -0.75, 0.375};
  private static final double START = 0.75;

  /** One parameter under a rule that sees one gradient after another. */
  private static List<Double> path(Optimizer optimizer) {
    Tensor parameter = Tensor.variable("w", Shape.of(2));
    Tensor gradient = Tensor.input("g", Shape.of(2));
    Slots slots = new Slots("optimizer");
    Tensor moved = optimizer.update(List.of(parameter), List.of(gradient), slots).get(0);
    Program.Builder program =
        Program.named("step").update((Variable) parameter.op(), moved).output("w", moved);
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    Map<Variable, float[]> initial = new LinkedHashMap<>();
    initial.put((Variable) parameter.op(), new float[] {(float) START, (float) -START});
    initial.putAll(initialValues(slots));
    List<Double> path = new ArrayList<>();
    try (Session session = Session.open(new ReferenceBackend(), initial)) {
      Executable step = session.compile(program.build());
      for (double g : GRADIENTS) {
        float[] w =
            Objects.requireNonNull(
                step.run(Map.of("g", new float[] {(float) g, (float) -g})).get("w"));
        assertThat(w[1]).as("an odd rule moves the mirrored parameter alike").isEqualTo(-w[0]);
        path.add((double) w[0]);
      }
    }
    return path;
  }

  /** The rule gives the parameter after a step, counted from 0. */
  static void assertPath(Optimizer optimizer, Rule rule) {
    double w = START;
    List<Double> path = path(optimizer);
    for (int step = 0; step < GRADIENTS.length; step++) {
      w = rule.next(w, GRADIENTS[step], step);
      assertThat(path.get(step)).as("after step " + step).isCloseTo(w, within(1e-6));
    }
  }

  interface Rule {
    double next(double w, double g, int step);
  }

  /** What the slots' variables start with. */
  static Map<Variable, float[]> initialValues(Slots slots) {
    Map<Variable, float[]> initial = new LinkedHashMap<>();
    slots
        .initialValues()
        .forEach(
            (variable, value) -> {
              float[] values = new float[variable.shape().elementCount()];
              Arrays.fill(values, value);
              initial.put(variable, values);
            });
    return initial;
  }

  /** One step as text; equal texts are equal programs. */
  static String text(Optimizer optimizer) {
    List<Tensor> parameters =
        List.of(Tensor.variable("kernel", Shape.of(3, 2)), Tensor.variable("bias", Shape.of(2)));
    List<Tensor> gradients =
        List.of(Tensor.input("dKernel", Shape.of(3, 2)), Tensor.input("dBias", Shape.of(2)));
    Slots slots = new Slots("optimizer");
    List<Tensor> moved = optimizer.update(parameters, gradients, slots);
    Program.Builder program = Program.named("step");
    for (int i = 0; i < moved.size(); i++) {
      program.update((Variable) parameters.get(i).op(), moved.get(i));
    }
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    return program.build().toString();
  }
}
