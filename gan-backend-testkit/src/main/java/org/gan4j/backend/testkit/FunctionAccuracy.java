package org.gan4j.backend.testkit;

import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;

/**
 * By how much a backend's elementwise function is off at its worst: as many operands of every sign
 * and exponent, and a dense sweep of where functions bend, saturate and underflow, which random
 * operands seldom meet. They are a million, unless the system property {@code
 * gan4j.operandsPerExponent} is above its default of 1,024; 8,388,608 are all that there are.
 *
 * @param function which one
 * @param ulps the largest error, in units in the last place as {@link Agreement} counts them
 * @param operand where it is
 */
record FunctionAccuracy(Unary function, double ulps, float operand) {
  private static final int PER_EXPONENT = Integer.getInteger("gan4j.operandsPerExponent", 1 << 10);
  private static final int SWEPT = 1 << 18;

  static FunctionAccuracy measure(Backend backend, Unary function) {
    Tensor x = Tensor.input("x", Shape.of(PER_EXPONENT));
    Program program = Program.named("accuracy").output("y", Tensor.of(function, x)).build();
    try (Session session = Session.open(backend, Map.of())) {
      Executable executable = Agreement.compile(session, program);
      return Stream.concat(exponents(), Stream.concat(sweep(20), sweep(104)))
          .map(operands -> worst(function, operands, executable))
          .reduce(new FunctionAccuracy(function, 0, 0), (a, b) -> a.ulps >= b.ulps ? a : b);
    }
  }

  private static Stream<float[]> exponents() {
    return IntStream.rangeClosed(Float.MIN_EXPONENT, Float.MAX_EXPONENT)
        .boxed()
        .flatMap(exponent -> Stream.of(numbers(1, exponent), numbers(-1, exponent)));
  }

  private static float[] numbers(int sign, int exponent) {
    float[] numbers = new float[PER_EXPONENT];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = sign * Math.scalb(1 + (i + 0.37f) / PER_EXPONENT, exponent);
    }
    return numbers;
  }

  /** Evenly from -limit to limit. */
  private static Stream<float[]> sweep(float limit) {
    return IntStream.range(0, Math.max(1, SWEPT / PER_EXPONENT))
        .mapToObj(
            part -> {
              float[] numbers = new float[PER_EXPONENT];
              for (int i = 0; i < numbers.length; i++) {
                int place = part * PER_EXPONENT + i;
                numbers[i] = limit * (2 * (place + 0.37f) / Math.max(SWEPT, PER_EXPONENT) - 1);
              }
              return numbers;
            });
  }

  private static FunctionAccuracy worst(Unary function, float[] operands, Executable executable) {
    float[] results = Objects.requireNonNull(executable.run(Map.of("x", operands)).get("y"));
    FunctionAccuracy worst = new FunctionAccuracy(function, 0, 0);
    for (int i = 0; i < operands.length; i++) {
      double exact = function.apply(operands[i]);
      if (isExpected(function, operands[i], exact)) {
        double error = Math.abs(results[i] - exact) / ErrorBounds.unit(function, exact);
        if (!(error <= worst.ulps)) {
          worst =
              new FunctionAccuracy(
                  function, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error, operands[i]);
        }
      }
    }
    return worst;
  }

  /** Overflow, underflow and large angles are for other tests. */
  private static boolean isExpected(Unary function, float operand, double exact) {
    boolean angle = function == Unary.SIN || function == Unary.COS;
    return angle
        ? Math.abs(operand) <= ErrorBounds.LARGEST_ANGLE
        : Float.isFinite((float) exact) && Math.abs(exact) >= Float.MIN_NORMAL;
  }

  @Override
  public String toString() {
    return "%s is within %.2f units in the last place, at %s"
        .formatted(function.print(), ulps, operand);
  }
}
