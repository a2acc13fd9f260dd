package org.gan4j.step;

import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Slots;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Variable;

/**
 * What a variable starts from.
 *
 * @param variable the variable
 * @param initializer how its values are made
 * @param purpose variables of one purpose start alike; the variable's name by default
 */
public record InitialValue(Variable variable, Initializer initializer, String purpose) {
  /** Checks its arguments. */
  public InitialValue {
    Check.given("variable", variable);
    Check.given("initializer", initializer);
    Check.given("purpose", purpose);
  }

  InitialValue(Variable variable, Initializer initializer) {
    this(variable, initializer, variable.name());
  }

  static List<InitialValue> of(ModelTrace model) {
    return model.initializers().entrySet().stream()
        .map(start -> new InitialValue(start.getKey(), start.getValue()))
        .toList();
  }

  static List<InitialValue> of(Slots slots) {
    return slots.initialValues().entrySet().stream()
        .map(start -> new InitialValue(start.getKey(), Initializer.constant(start.getValue())))
        .toList();
  }

  /** The values, row-major: a function of the seed, the purpose and the shape. */
  public float[] drawn(long seed) {
    float[] values = new float[variable.shape().elementCount()];
    initializer.fill(values, variable.shape(), RandomStream.of(seed, "initial/" + purpose));
    return values;
  }
}
