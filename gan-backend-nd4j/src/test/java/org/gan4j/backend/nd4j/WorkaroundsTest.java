package org.gan4j.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.bytedeco.javacpp.LongPointer;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;

/**
 * Where a kernel of ND4J's is wrong, what it gives and what the backend gives. Should an ND4J to
 * come be right, its line here fails, and the workaround can go.
 */
class WorkaroundsTest {
  private static final NativeOps OPS = Engine.load(1);
  private static final int TANH = 29;
  private static final int SOFTPLUS = 28;
  private static final int EXPM1 = 51;

  /** What kernels write to an array as large as the first operand. */
  private static float[] kernels(Instruction.Body body, float[]... operands) {
    try (NativeScope scope = new NativeScope(OPS)) {
      NativeArray[] x = new NativeArray[operands.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = scope.array(scope.allocate(operands[i].length), 0, operands[i].length);
        x[i].write(operands[i]);
      }
      NativeArray z = scope.array(scope.allocate(x[0].count), 0, x[0].count);
      Calls calls = new Calls(OPS, scope);
      body.bind(calls, z, x, new NativeArray[0]);
      calls.take().forEach(Kernel::run);
      float[] result = new float[z.count];
      z.read(result);
      return result;
    }
  }

  /** A function that the backend does not call, by its number in {@code loops/legacy_ops.h}. */
  private static float[] transform(int number, float... x) {
    return kernels(
        (calls, to, from, s) -> {
          try (NativeScope scope = new NativeScope(OPS)) {
            long[] sizes = {x.length};
            LongPointer shape = scope.shape(ElementType.FLOAT, sizes, new long[] {1}, 1);
            OPS.execTransformStrict(
                null, number, from[0].buffer, shape, null, to.buffer, shape, null, null);
          }
        },
        x);
  }

  /** What the backend gives for a function of vectors. */
  private static float[] backend(Function<List<Tensor>, Tensor> function, float[]... operands) {
    List<Tensor> inputs = new ArrayList<>();
    Map<String, float[]> values = new HashMap<>();
    for (float[] operand : operands) {
      String name = "x" + inputs.size();
      inputs.add(Tensor.input(name, Shape.of(operand.length)));
      values.put(name, operand);
    }
    Program program = Program.named("test").output("z", function.apply(inputs)).build();
    try (Session session = Session.open(new Nd4jBackend(BackendSettings.DEFAULT), Map.of())) {
      return Objects.requireNonNull(session.compile(program).run(values).get("z"));
    }
  }

  private static float[] floats(float... values) {
    return values;
  }

  @Test
  void theSignOfNanIsNan() {
    float[] x = {Float.NaN, -2, 0, 3};
    assertThat(kernels((calls, z, a, s) -> calls.transform(Transform.SIGN, a[0], z), x))
        .containsExactly(0, -1, 0, 1);
    assertThat(backend(in -> in.get(0).sign(), x)).containsExactly(Float.NaN, -1, 0, 1);
  }

  @Test
  void expm1DoesNotCancelNearZero() {
    float expected = (float) Math.expm1(1e-4);
    assertThat(transform(EXPM1, 1e-4f)[0]).isGreaterThan(1.0001f * expected);
    assertThat(backend(in -> in.get(0).expm1(), floats(1e-4f))[0])
        .isCloseTo(expected, within(2 * Math.ulp(expected)));
  }

  @Test
  void tanhDoesNotCancelNearZero() {
    float expected = (float) Math.tanh(1e-4);
    assertThat(Math.abs(transform(TANH, 1e-4f)[0] - expected)).isGreaterThan(1e-5f * expected);
    assertThat(backend(in -> in.get(0).tanh(), floats(1e-4f))[0])
        .isCloseTo(expected, within(2 * Math.ulp(expected)));
  }

  @Test
  void softplusNeitherOverflowsNorVanishes() {
    float small = (float) Math.log1p(Math.exp(-20));
    assertThat(transform(SOFTPLUS, 100, -20)).containsExactly(Float.POSITIVE_INFINITY, 0);
    float[] actual = backend(in -> in.get(0).softplus(), floats(100, -20));
    assertThat(actual[0]).isEqualTo(100);
    assertThat(actual[1]).isCloseTo(small, within(1e-6f * small));
  }

  @Test
  void theLargerAndTheSmallerAreNanIfEitherIs() {
    float[] x = {Float.NaN, 1, 2};
    float[] y = {1, Float.NaN, 1};
    assertThat(kernels((calls, z, a, s) -> calls.pairwise(Arithmetic.LARGER, a[0], a[1], z), x, y))
        .containsExactly(1, Float.NaN, 2);
    assertThat(kernels((calls, z, a, s) -> calls.pairwise(Arithmetic.SMALLER, a[0], a[1], z), x, y))
        .containsExactly(1, Float.NaN, 1);
    assertThat(backend(in -> in.get(0).max(in.get(1)), x, y))
        .containsExactly(Float.NaN, Float.NaN, 2);
    assertThat(backend(in -> in.get(0).min(in.get(1)), x, y))
        .containsExactly(Float.NaN, Float.NaN, 1);
    assertThat(backend(in -> in.get(0).max(1.5), x)).containsExactly(Float.NaN, 1.5f, 2);
    assertThat(backend(in -> in.get(0).min(1.5), x)).containsExactly(Float.NaN, 1, 1.5f);
  }

  @Test
  void theMaximumIsNanIfAnyElementIs() {
    float[] x = {1, Float.NaN, 2};
    assertThat(kernels((calls, z, a, s) -> calls.reduceAll(Calls.Reduce.MAX, a[0], z), x)[0])
        .isEqualTo(2);
    assertThat(backend(in -> in.get(0).maxOver(0), x)).containsExactly(Float.NaN);
  }

  @Test
  void whatIsNotSelectedLeavesNoTrace() {
    float[] condition = {1, 0, 1, 0, Float.NaN};
    float[] ifTrue = {Float.POSITIVE_INFINITY, Float.NaN, 3, Float.NEGATIVE_INFINITY, 5};
    float[] ifFalse = {Float.NaN, 2, Float.NEGATIVE_INFINITY, -4, Float.NaN};
    assertThat(
            backend(
                in -> Tensor.select(in.get(0), in.get(1), in.get(2)), condition, ifTrue, ifFalse))
        .containsExactly(Float.POSITIVE_INFINITY, 2, 3, -4, 5);
    assertThat(backend(in -> in.get(1).where(in.get(0).isAbove(0.5)), condition, ifTrue))
        .containsExactly(Float.POSITIVE_INFINITY, 0, 3, 0, 0);
  }

  @Test
  void aTestAgainstAConstantIsExactAtTheConstant() {
    float bound = 0.1f;
    float[] x = {Math.nextDown(bound), bound, Math.nextUp(bound), Float.NaN};
    assertThat(backend(in -> in.get(0).isAtLeast(bound), x)).containsExactly(0, 1, 1, 0);
    assertThat(backend(in -> in.get(0).isAbove(bound), x)).containsExactly(0, 0, 1, 0);
  }

  @Test
  void arraysWithoutElementsNeverReachNd4j() {
    assertThat(backend(in -> in.get(0).sum(), floats())).containsExactly(0);
    assertThat(backend(in -> in.get(0).pad(0, 1, 2), floats())).containsExactly(0, 0, 0);
    assertThat(backend(in -> Tensor.concat(0, in), floats(), floats(1, 2), floats()))
        .containsExactly(1, 2);
  }
}
