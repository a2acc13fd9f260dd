package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.Test;
import org.tensorflow.internal.c_api.TF_Operation;

/**
 * Where a kernel of TensorFlow's is wrong, what it gives and what the backend gives. Should a
 * TensorFlow to come be right, its line here fails, and the workaround can go.
 */
class WorkaroundsTest {

  /** Where TensorFlow chooses oneDNN by itself. */
  private static boolean usesOneDnn() throws IOException {
    String wanted = System.getenv("TF_ENABLE_ONEDNN_OPTS");
    Path processors = Path.of("/proc/cpuinfo");
    return wanted != null
        ? wanted.equals("1")
        : Files.exists(processors) && Files.readString(processors).contains("avx512_vnni");
  }

  /** The convolution of ones with ones, by TensorFlow's operation alone. */
  private static float[] kernel(Shape images, Shape filter, Window window, Shape result) {
    try (Graph graph = new Graph(Engine.load(BackendSettings.DEFAULT));
        HostTensor x = HostTensor.ofFloats(images.sizes());
        HostTensor f = HostTensor.ofFloats(filter.sizes())) {
      x.write(ones(images));
      f.write(ones(filter));
      TF_Operation fedImages = graph.placeholder(images);
      TF_Operation fedFilter = graph.placeholder(filter);
      TF_Operation convolution =
          graph
              .operation("Conv2D")
              .inputs(fedImages, fedFilter)
              .numbers("strides", 1, window.strideHeight(), window.strideWidth(), 1)
              .text("padding", "VALID")
              .add();
      float[] values = new float[result.elementCount()];
      try (Call call =
          new Call(graph, Map.of(fedImages, x, fedFilter, f), List.of(convolution), List.of())) {
        call.run(values);
      }
      return values;
    }
  }

  /** The same by the backend. */
  private static float[] backend(Shape images, Shape filter, Window window) {
    Tensor x = Tensor.input("x", images);
    Tensor f = Tensor.input("f", filter);
    Program program = Program.named("test").output("z", x.conv2d(f, window)).build();
    try (Session session = Session.open(new TfBackend(BackendSettings.DEFAULT), Map.of())) {
      Map<String, float[]> inputs = Map.of("x", ones(images), "f", ones(filter));
      return Objects.requireNonNull(session.compile(program).run(inputs).get("z"));
    }
  }

  private static float[] ones(Shape shape) {
    float[] values = new float[shape.elementCount()];
    Arrays.fill(values, 1);
    return values;
  }

  @Test
  void theStrideAcrossMeansNothingWhereThereIsOnePositionAcross() throws IOException {
    Shape images = Shape.of(2, 5, 7, 1);
    Shape filter = Shape.of(2, 5, 1, 1);
    Window window = new Window(1, 3, 0, 0, 0, 0);
    float[] expected = {10, 10, 10, 10, 10, 10, 10, 10};
    assertThat(backend(images, filter, window)).containsExactly(expected);
    assumeTrue(usesOneDnn(), "TensorFlow's own kernels are right");
    assertThat(kernel(images, filter, window, Shape.of(2, 4, 1, 1))).isNotEqualTo(expected);
  }

  /** TensorFlow's oneDNN ends the process. */
  @Test
  void aFilterMayMeetZerosOnly() {
    assertThat(backend(Shape.of(1, 12, 3, 3), Shape.of(3, 1, 3, 3), new Window(4, 4, 2, 2, 1, 2)))
        .hasSize(4 * 2 * 3)
        .containsOnly(0);
  }

  /** A stride that leaves rows unread, at an edge of zeros and of the images. */
  @Test
  void edgesThatAreNotReadGetNoGradient() {
    Window window = new Window(3, 3, 1, 0, 0, 2);
    Tensor y = Tensor.input("y", Shape.of(1, 2, 2, 1));
    Tensor f = Tensor.input("f", Shape.of(2, 2, 1, 1));
    Tensor gradient = Tensor.of(new Conv2dInputGradient(window, 6, 4), y, f);
    Program program = Program.named("test").output("z", gradient).build();
    try (Session session = Session.open(new TfBackend(BackendSettings.DEFAULT), Map.of())) {
      float[] z =
          session
              .compile(program)
              .run(Map.of("y", new float[] {1, 2, 3, 4}, "f", new float[] {5, 6, 7, 8}))
              .get("z");
      assertThat(z)
          .containsExactly(
              7, 8, 0, 14, //
              0, 0, 0, 0, //
              15, 18, 0, 20, //
              21, 24, 0, 28, //
              0, 0, 0, 0, //
              0, 0, 0, 0);
    }
  }
}
