package org.gan4j.backend.testkit;

import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;

/**
 * By how much a backend's elementwise function is off at its worst, over a million operands: from
 * every exponent as many, and a dense sweep of where functions bend, saturate and underflow, which
 * random operands seldom meet.
 *
 * @param function which one
 * @param ulps the largest error, in units in the last place as {@link Agreement} counts them
 * @param operand where it is
 */
record FunctionAccuracy(Unary function, double ulps, float operand) {
  private static final int PER_EXPONENT = 1 << 10;
  private static final int PER_SWEEP = 1 << 18;
  private static final int EXPONENTS = Float.MAX_EXPONENT - Float.MIN_EXPONENT + 1;

  static FunctionAccuracy measure(Backend backend, Unary function) {
    float[] operands = operands();
    Tensor x = Tensor.input("x", Shape.of(operands.length));
    Program program = Program.named("accuracy").output("y", Tensor.of(function, x)).build();
    float[] results = run(backend, program, operands);
    FunctionAccuracy worst = new FunctionAccuracy(function, 0, 0);
    for (int i = 0; i < operands.length; i++) {
      double exact = function.apply(operands[i]);
      double error = Math.abs(results[i] - exact) / ErrorBounds.unit(function, exact);
      if (isExpected(function, operands[i], exact) && !(error <= worst.ulps)) {
        worst = new FunctionAccuracy(function, error, operands[i]);
      }
    }
    return worst;
  }

  private static float[] run(Backend backend, Program program, float[] operands) {
    try (Session session = Session.open(backend, Map.of())) {
      Executable executable = Agreement.compile(session, program);
      return Objects.requireNonNull(executable.run(Map.of("x", operands)).get("y"));
    }
  }

  /** Overflow, underflow and large angles are for other tests. */
  private static boolean isExpected(Unary function, float operand, double exact) {
    boolean angle = function == Unary.SIN || function == Unary.COS;
    return angle
        ? Math.abs(operand) <= ErrorBounds.LARGEST_ANGLE
        : Float.isFinite((float) exact) && Math.abs(exact) >= Float.MIN_NORMAL;
  }

  private static float[] operands() {
    float[] operands = new float[2 * EXPONENTS * PER_EXPONENT + 2 * PER_SWEEP];
    int count = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      for (int e = Float.MIN_EXPONENT; e <= Float.MAX_EXPONENT; e++) {
        for (int i = 0; i < PER_EXPONENT; i++) {
          operands[count++] = sign * Math.scalb(1 + (i + 0.37f) / PER_EXPONENT, e);
        }
      }
    }
    for (int i = 0; i < PER_SWEEP; i++) {
      float place = 2 * (i + 0.37f) / PER_SWEEP - 1;
      operands[count++] = 20 * place;
      operands[count++] = 104 * place;
    }
    return operands;
  }

  @Override
  public String toString() {
    return "%s is within %.2f units in the last place, at %s"
        .formatted(function.print(), ulps, operand);
  }
}
