package org.gan4j.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Slots;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Variable;

/** What the variables of programs start from, drawn on the host from a seed. */
final class InitialValues {
  private final long seed;
  private final Map<Variable, float[]> values = new LinkedHashMap<>();

  InitialValues(long seed) {
    this.seed = seed;
  }

  /** All values so far, in the order of their variables' first appearance. */
  Map<Variable, float[]> map() {
    return values;
  }

  /** Variables of equal purpose start alike. */
  void add(Variable variable, Initializer initializer, String purpose) {
    values.computeIfAbsent(
        variable,
        v -> {
          float[] drawn = new float[v.shape().elementCount()];
          initializer.fill(drawn, v.shape(), RandomStream.of(seed, "initial/" + purpose));
          return drawn;
        });
  }

  void addAll(ModelTrace model) {
    model.initializers().forEach((variable, start) -> add(variable, start, variable.name()));
  }

  void addAll(Slots slots) {
    slots
        .initialValues()
        .forEach((variable, value) -> add(variable, Initializer.constant(value), variable.name()));
  }
}
