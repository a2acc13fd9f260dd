package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.UnsupportedProgramException;
import org.gan4j.backend.reference.Interpreter;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs programs on a backend and on the oracle and compares all outputs and updated variables. What
 * may differ is not chosen but derived, for each element, from the rounding of 32-bit floating
 * point along the program and the conditioning of each operation.
 *
 * @param backend the backend under test
 * @param ulps by how many units in the last place each elementwise function may be off
 */
public record Agreement(Backend backend, ToDoubleFunction<Unary> ulps) {

  /** The comparison with the accuracy that is expected by default: {@link #defaultUlps}. */
  public static Agreement of(Backend backend) {
    return new Agreement(backend, Agreement::defaultUlps);
  }

  /**
   * The units in the last place by which a function may be off the exact result by default: half a
   * unit for the square root, which IEEE 754 rounds correctly, and 4 for the functions that
   * vectorised libraries approximate (Intel's SVML and SLEEF promise 4 or better). The sine and
   * cosine count in units of the last place of 1, for operands up to 8192; beyond that they need
   * only be in [-1, 1].
   */
  public static double defaultUlps(Unary function) {
    return switch (function) {
      case NEGATE, ABS, SIGN -> 0;
      case SQRT -> 0.5;
      case EXP, EXPM1, LOG, TANH, SIGMOID, SOFTPLUS, ERF, SIN, COS -> 4;
    };
  }

  /**
   * Fails if an element is further from the oracle's than rounding explains; aborts, which JUnit
   * shows as skipped, if the backend declares that it cannot run the program.
   */
  public void check(Case example) {
    Program program = example.program();
    Interpreter exact = new Interpreter(example.leaves()).evaluate(program);
    ErrorBounds bounds = new ErrorBounds(program, exact, ulps);
    try (Session session = Session.open(backend, example.variables())) {
      Map<String, float[]> outputs = compile(session, program).run(example.inputs());
      for (Output output : program.outputs()) {
        float[] actual = Objects.requireNonNull(outputs.get(output.name()));
        compare(example, "output " + output.name(), output.value(), exact, bounds, actual);
      }
      for (Update update : program.updates()) {
        float[] actual = session.read(update.variable());
        compare(
            example, "variable " + update.variable().name(), update.value(), exact, bounds, actual);
      }
    }
  }

  /** Compiles, and shows a declared limit of the backend as a skipped test. */
  static Executable compile(Session session, Program program) {
    try {
      return session.compile(program);
    } catch (UnsupportedProgramException e) {
      return Assumptions.abort(e.getMessage());
    }
  }

  private static void compare(
      Case example,
      String what,
      Tensor value,
      Interpreter exact,
      ErrorBounds bounds,
      float[] actual) {
    double[] expected = exact.value(value);
    double[] allowed = bounds.of(value);
    int worst = -1;
    double worstExcess = 0;
    int failures = 0;
    int unbounded = 0;
    for (int i = 0; i < expected.length; i++) {
      double excess = excess(expected[i], actual[i], allowed[i]);
      if (excess > worstExcess) {
        worst = i;
        worstExcess = excess;
      }
      failures += excess > 0 ? 1 : 0;
      unbounded += Double.isInfinite(allowed[i]) ? 1 : 0;
    }
    if (failures > 0) {
      fail(
          "%s: %s of shape %s: %d of %d elements are off, the worst is %s:%n"
                  .formatted(
                      example.name(),
                      what,
                      value.shape(),
                      failures,
                      expected.length,
                      position(worst, value.shape()))
              + "  expected %s%n  actual   %s%n  allowed  ±%s%n%s"
                  .formatted(expected[worst], actual[worst], allowed[worst], example.program()));
    }
    if (unbounded > 0 && unbounded == expected.length) {
      fail(
          "%s: %s: rounding explains any value of any element, so this case tests nothing%n%s"
              .formatted(example.name(), what, example.program()));
    }
  }

  /** By how much the difference exceeds what is allowed; 0 if it does not. */
  private static double excess(double expected, float actual, double allowed) {
    if (Double.isInfinite(allowed) || Float.compare((float) expected, actual) == 0) {
      return 0;
    }
    boolean mayOverflow = Math.abs(expected) + allowed > Float.MAX_VALUE;
    if (Float.isInfinite(actual) && mayOverflow && actual * expected > 0) {
      return 0;
    }
    double difference = Math.abs(actual - expected);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(0, difference - allowed);
  }

  private static String position(int element, Shape shape) {
    StringBuilder position = new StringBuilder("]");
    int rest = element;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      position.insert(0, (axis == 0 ? "[" : ", ") + rest % shape.size(axis));
      rest /= shape.size(axis);
    }
    return shape.rank() == 0 ? "[]" : position.toString();
  }
}
