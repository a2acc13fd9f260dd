package org.gan4j.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.jvm.lanes.PlainKernels;
import org.gan4j.backend.jvm.lanes.VectorKernels;
import org.gan4j.backend.testkit.Agreement;
import org.gan4j.backend.testkit.Case;
import org.gan4j.backend.testkit.Values;
import org.gan4j.program.Program;
import org.gan4j.tensor.Conv2dFilterGradient;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sizes above those of the conformance suite, with more than one block and tails on all sides. */
class BlockedKernelsTest {
  private static final BackendSettings THREE_THREADS = new BackendSettings(3, "");

  private static Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Shape product :
        new Shape[] {Shape.of(203, 301, 79), Shape.of(70, 520, 1030), Shape.of(1030, 517, 67)}) {
      int rows = product.size(0);
      int inner = product.size(1);
      int columns = product.size(2);
      Tensor left = input("left", rows, inner);
      Tensor right = input("right", inner, columns);
      values.put("product " + product, left.matMul(right));
      values.put(
          "product of transposed factors " + product,
          input("leftT", inner, rows)
              .transpose(1, 0)
              .matMul(input("rightT", columns, inner).transpose(1, 0)));
    }
    convolutions(values, Shape.of(3, 13, 11, 37), Shape.of(4, 3, 37, 41), 2);
    convolutions(values, Shape.of(5, 9, 10, 3), Shape.of(5, 5, 3, 33), 1);
    convolutions(values, Shape.of(40, 4, 4, 20), Shape.of(3, 3, 20, 18), 3);
    convolutions(values, Shape.of(5, 9, 10, 33), Shape.of(2, 1, 33, 20), 3);
    convolutions(values, Shape.of(3, 12, 9, 64), Shape.of(5, 4, 64, 24), 1);
    Tensor images = input("images", 7, 31, 29, 32);
    Tensor channels = input("channels", 1, 1, 1, 32);
    values.put("sum over pixels", images.sum(0, 1, 2));
    values.put("sum over channels", images.sum(3));
    values.put("sum over pixels of odd channels", input("odd", 5, 31, 29, 107).sum(0, 1, 2));
    values.put("sum over a middle axis", input("cube", 11, 300, 87).sum(1));
    values.put("sum over rows and channels", images.sum(1, 3));
    values.put("largest of rows", images.maxOver(1));
    values.put("product with channels", images.times(channels).plus(channels));
    values.put("transposed images", images.transpose(3, 0, 2, 1));
    return values;
  }

  private static void convolutions(
      Map<String, Tensor> values, Shape images, Shape filter, int stride) {
    Window window =
        Window.same(stride, images.size(1), images.size(2), filter.size(0), filter.size(1));
    Tensor x = Tensor.input("x", images);
    Tensor f = Tensor.input("f", filter);
    Tensor y = x.conv2d(f, window);
    Tensor upstream = Tensor.input("upstream", y.shape());
    String name = " of images %s, filter %s".formatted(images, filter);
    values.put("convolution" + name, y);
    values.put(
        "input gradient" + name,
        Tensor.of(new Conv2dInputGradient(window, images.size(1), images.size(2)), upstream, f));
    values.put(
        "filter gradient" + name,
        Tensor.of(new Conv2dFilterGradient(window, filter.size(0), filter.size(1)), x, upstream));
  }

  private static Tensor input(String name, int... sizes) {
    return Tensor.input(name, Shape.of(sizes));
  }

  private static Program program(Tensor value) {
    return Program.named("blocked").output("value", value).build();
  }

  @TestFactory
  Stream<DynamicTest> vectorKernelsAgreeWithTheReference() {
    return agreements(new JvmBackend(new VectorKernels(), BackendSettings.DEFAULT));
  }

  @TestFactory
  Stream<DynamicTest> plainKernelsAgreeWithTheReference() {
    return agreements(new JvmBackend(new PlainKernels(), THREE_THREADS));
  }

  private static Stream<DynamicTest> agreements(JvmBackend backend) {
    return values().entrySet().stream()
        .map(
            value ->
                DynamicTest.dynamicTest(
                    value.getKey(),
                    () ->
                        Agreement.of(backend)
                            .check(
                                new Case(
                                    value.getKey(), program(value.getValue()), Values.normal(1)))));
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    values()
        .forEach(
            (name, value) ->
                assertThat(run(value, THREE_THREADS))
                    .as(name)
                    .isEqualTo(run(value, new BackendSettings(1, ""))));
  }

  private static float[] run(Tensor value, BackendSettings settings) {
    Program program = program(value);
    Map<String, float[]> inputs = new LinkedHashMap<>();
    for (Input input : program.inputs()) {
      inputs.put(input.name(), Values.normal(1).of(input.name(), input.shape()));
    }
    JvmBackend backend = new JvmBackend(new VectorKernels(), settings);
    try (Session session = Session.open(backend, Map.of())) {
      Executable executable = session.compile(program);
      executable.run(inputs);
      return executable.run(inputs).getOrDefault("value", new float[0]);
    }
  }

  @Test
  void closingASessionEndsItsThreads() throws InterruptedException {
    run(values().values().iterator().next(), THREE_THREADS);
    for (int i = 0; i < 100 && workers() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(workers()).isZero();
  }

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("gan4j jvm worker"))
        .count();
  }
}
