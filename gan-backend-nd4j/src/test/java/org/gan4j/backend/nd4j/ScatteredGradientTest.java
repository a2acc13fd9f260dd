package org.gan4j.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.nativeblas.NativeOps;

/**
 * Both ways to compute a gradient by the images; the conformance suite takes {@link InputGradient}.
 */
class ScatteredGradientTest {
  private static final NativeOps OPS = Engine.load(1);

  /**
   * Strides that divide the filter and those that do not, with margins and rest, and many turns.
   */
  static List<Tensor> gradients() {
    List<Tensor> gradients = new ArrayList<>();
    for (int stride = 1; stride <= 3; stride++) {
      for (int filter = 1; filter <= 5; filter += 2) {
        gradients.add(gradient(3, 7, 9, 2, filter, 9, Window.valid(stride)));
        gradients.add(
            gradient(2, 8, 7, 3, filter + 1, 5, Window.same(stride, 8, 7, filter + 1, filter + 1)));
      }
    }
    gradients.add(gradient(40, 28, 28, 1, 5, 4, Window.same(1, 28, 28, 5, 5)));
    return gradients;
  }

  private static Tensor gradient(
      int images, int height, int width, int channels, int filter, int filters, Window window) {
    Tensor image = Tensor.zeros(Shape.of(images, height, width, channels));
    Tensor taps = Tensor.input("filter", Shape.of(filter, filter, channels, filters));
    Shape output = image.conv2d(taps, window).shape();
    return Tensor.of(
        new Conv2dInputGradient(window, height, width), Tensor.input("upstream", output), taps);
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void isWhatTheOtherWayGives(Tensor node) {
    Conv2dInputGradient op = (Conv2dInputGradient) node.op();
    float[] scattered = computed(ScatteredGradient.of(op.window(), node));
    float[] gathered = computed(InputGradient.of(op.window(), node));
    for (int i = 0; i < gathered.length; i++) {
      assertThat(scattered[i]).isCloseTo(gathered[i], within(1e-5f));
    }
    assertThat(IntStream.range(0, gathered.length).filter(i -> gathered[i] != 0).count())
        .isPositive();
  }

  /** A layer of 64 filters on images of one channel or three, but not one among many. */
  @Test
  void isForImagesOfFewChannels() {
    Window window = Window.same(2, 28, 28, 4, 4);
    assertThat(ScatteredGradient.isFaster(gradient(1, 28, 28, 3, 4, 64, window))).isTrue();
    assertThat(ScatteredGradient.isFaster(gradient(1, 28, 28, 64, 4, 128, window))).isFalse();
  }

  private static float[] computed(Instruction instruction) {
    try (NativeScope scope = new NativeScope(OPS)) {
      NativeArray[] x =
          instruction.operands().stream()
              .map(operand -> filled(scope, operand.shape().elementCount()))
              .toArray(NativeArray[]::new);
      NativeArray[] scratch =
          instruction.scratch().stream()
              .map(count -> filled(scope, count))
              .toArray(NativeArray[]::new);
      NativeArray z = filled(scope, instruction.result().shape().elementCount());
      Calls calls = new Calls(OPS, scope);
      instruction.body().bind(calls, z, x, scratch);
      calls.take().forEach(Kernel::run);
      float[] result = new float[z.count];
      z.read(result);
      return result;
    }
  }

  private static NativeArray filled(NativeScope scope, int count) {
    NativeArray array = scope.array(scope.allocate(count), 0, count);
    float[] values = new float[count];
    RandomStream.of(count, "gradient").fillUniform(values, count, -0.5f, 0.5f);
    array.write(values);
    return array;
  }
}
