package org.gan4j.nn;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/** One application of a network by the reference backend, with its variables after it. */
final class Applied {
  static final int CLASSES = 3;

  final float[] output;
  final Map<String, float[]> variables = new HashMap<>();

  Applied(Network network, Mode mode, Shape shape, float... input) {
    this(network, mode, shape, Map.of(), input);
  }

  Applied(Network network, Mode mode, Shape shape, Map<String, float[]> others, float... input) {
    this(1, network, mode, shape, others, input);
  }

  Applied(
      int runs,
      Network network,
      Mode mode,
      Shape shape,
      Map<String, float[]> others,
      float... input) {
    ModelTrace model = new ModelTrace("model", network, mode);
    Tensor x = Tensor.input("x", shape);
    Tensor labels = Tensor.input("labels", Shape.of(shape.size(0), CLASSES));
    Program.Builder program =
        Program.named("layer")
            .output("y", model.apply(x, Map.of(Scope.LABELS, labels)).output())
            .output("x", x);
    model.stateUpdates().forEach(update -> program.update(update.variable(), update.value()));
    Map<Variable, float[]> initial = new LinkedHashMap<>();
    model
        .initializers()
        .forEach(
            (variable, initializer) -> {
              float[] values = new float[variable.shape().elementCount()];
              initializer.fill(values, variable.shape(), RandomStream.of(1, variable.name()));
              initial.put(variable, values);
            });
    Map<String, float[]> inputs = new HashMap<>(others);
    inputs.put("x", input);
    try (Session session = Session.open(new ReferenceBackend(), initial)) {
      Executable executable = session.compile(program.build());
      float[] last = {};
      for (int run = 0; run < runs; run++) {
        last = Objects.requireNonNull(executable.run(inputs).get("y"));
      }
      output = last;
      initial.keySet().forEach(v -> variables.put(v.name(), session.read(v)));
    }
  }

  /** The variable whose path ends with this name. */
  float[] variable(String name) {
    return variables.entrySet().stream()
        .filter(variable -> variable.getKey().endsWith("/" + name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
