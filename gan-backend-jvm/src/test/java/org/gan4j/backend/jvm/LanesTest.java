package org.gan4j.backend.jvm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.lanes.PlainKernels;
import org.gan4j.backend.jvm.lanes.VectorKernels;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final int COUNT = 40_003;
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0.5f,
    -0.5f,
    88.8f,
    -103.9f
  };

  /** Special values, then bit patterns spread over all floats, then values of everyday size. */
  private static float[] values(int seed) {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      int bits = (i + seed) * 0x9E3779B9;
      values[i] =
          i < SPECIAL.length * SPECIAL.length
              ? SPECIAL[seed == 0 ? i % SPECIAL.length : i / SPECIAL.length]
              : i % 2 == 0 ? Float.intBitsToFloat(bits) : bits / 1e8f;
    }
    return values;
  }

  private static Program everyInstruction() {
    Tensor x = Tensor.input("x", Shape.of(COUNT));
    Tensor y = Tensor.input("y", Shape.of(COUNT));
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("negate", x.negate());
    results.put("abs", x.abs());
    results.put("sign", x.sign());
    results.put("exp", x.exp());
    results.put("expm1", x.expm1());
    results.put("sqrt", x.sqrt());
    results.put("tanh", x.tanh());
    results.put("sigmoid", x.sigmoid());
    results.put("softplus", x.softplus());
    results.put("add", x.plus(y));
    results.put("subtract", x.minus(y));
    results.put("multiply", x.times(y));
    results.put("divide", x.dividedBy(y));
    results.put("max", x.max(y));
    results.put("min", x.min(y));
    results.put("greater", x.isAbove(y));
    results.put("greater or equal", x.isAtLeast(y));
    results.put("equal", x.isEqualTo(y));
    results.put("select by comparison", Tensor.select(x.isAbove(y), x, y));
    results.put("select by value", Tensor.select(x, y, x));
    Program.Builder program = Program.named("instructions");
    results.forEach(program::output);
    return program.build();
  }

  private static Map<String, float[]> run(Kernels kernels) {
    try (Session session = Session.open(new JvmBackend(kernels), Map.of())) {
      return session.compile(everyInstruction()).run(Map.of("x", values(0), "y", values(1)));
    }
  }

  @Test
  void vectorAndPlainInstructionsGiveTheSameBits() {
    Map<String, float[]> vector = run(new VectorKernels());
    Map<String, float[]> plain = run(new PlainKernels());
    float[] x = values(0);
    float[] y = values(1);
    vector.forEach(
        (name, results) -> {
          int at = Arrays.mismatch(results, requireNonNull(plain.get(name)));
          assertThat(at)
              .withFailMessage(() -> "%s of %s and %s differs".formatted(name, x[at], y[at]))
              .isEqualTo(-1);
        });
  }
}
