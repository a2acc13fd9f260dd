package org.gan4j.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Backends;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  private static Backend backend(int threads) {
    return Backends.open("nd4j", new BackendSettings(threads, "cpu"));
  }

  /** The number holds for the whole JVM. */
  @AfterAll
  static void backToOneThread() {
    backend(1);
  }

  @Test
  void theNumberOfThreadsIsASetting() {
    assertThat(backend(2).description()).endsWith("2 threads");
    assertThat(backend(0).description()).endsWith("1 thread");
  }

  @Test
  void anotherDeviceThanTheCpuIsRefused() {
    assertThatThrownBy(() -> new Nd4jBackend(new BackendSettings(0, "gpu:0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not on \"gpu:0\"");
  }

  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    Map<String, float[]> expected = gradients(backend(1));
    for (int threads = 2; threads <= 5; threads++) {
      Map<String, float[]> actual = gradients(backend(threads));
      int count = threads;
      expected.forEach(
          (name, value) ->
              assertThat(actual.get(name)).as("%s, %d threads", name, count).isEqualTo(value));
    }
  }

  /** Gradients of a network with layers large enough to be divided among threads. */
  private static Map<String, float[]> gradients(Backend backend) {
    Variable filter = new Variable("filter", Shape.of(4, 4, 3, 32));
    Variable kernel = new Variable("kernel", Shape.of(2048, 300));
    Variable bias = new Variable("bias", Shape.of(300));
    Tensor images = Tensor.input("images", Shape.of(64, 16, 16, 3));
    Tensor hidden = images.conv2d(Tensor.of(filter), Window.same(2, 16, 16, 4, 4)).tanh();
    Tensor output =
        hidden.reshape(Shape.of(64, 2048)).matMul(Tensor.of(kernel)).plus(Tensor.of(bias));
    Tensor loss = output.softplus().mean().plus(output.square().maxOver(1).mean());
    List<Tensor> parameters =
        List.of(Tensor.of(filter), Tensor.of(kernel), Tensor.of(bias), images);
    List<Tensor> gradients = Gradients.of(loss, parameters);
    Program.Builder program = Program.named("gradients").output("loss", loss);
    program.output("sum1", hidden.sum(1)).output("sum02", hidden.sum(0, 2));
    for (int i = 0; i < gradients.size(); i++) {
      program.output("gradient" + i, gradients.get(i));
    }
    Map<Variable, float[]> values =
        Map.of(
            filter, normal(filter.shape(), 0.2f),
            kernel, normal(kernel.shape(), 0.02f),
            bias, normal(bias.shape(), 1));
    try (Session session = Session.open(backend, values)) {
      return session.compile(program.build()).run(Map.of("images", normal(images.shape(), 1)));
    }
  }

  private static float[] normal(Shape shape, float scale) {
    float[] values = new float[shape.elementCount()];
    RandomStream.of(1, "threads").fillGaussian(values, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return values;
  }
}
