package org.gan4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.nn.Scope;
import org.gan4j.program.FrozenModel;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ONNX's own checker, with inference of all shapes, where there is a Python that has the package
 * onnx: {@code python3}, or that of {@code -Dgan4j.python}.
 */
class OnnxCheckerTest {
  private static final String PYTHON = System.getProperty("gan4j.python", "python3");

  @TempDir private Path folder;

  @BeforeEach
  void needsOnnx() throws IOException, InterruptedException {
    assumeTrue(python("import onnx").isEmpty(), PYTHON + " has no package onnx");
  }

  /** What Python says, which is nothing if all is well. */
  private static String python(String program) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(PYTHON, "-c", program).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : said;
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aNetworkOfManyLayersIsAccepted() throws IOException, InterruptedException {
    Network network =
        Layers.sequential(
            Layers.conv2d(4, 3).withStride(2),
            Layers.batchNorm(),
            Layers.selfAttention(),
            Layers.convTranspose2d(4, 4).withStride(2),
            Layers.upsampleBilinear(2),
            Layers.averagePool(2),
            Layers.spectralNorm(Layers.conv2d(2, 3)),
            Layers.groupNorm(2),
            Layers.gelu(),
            Layers.flatten(),
            Layers.dense(5),
            Layers.elu(),
            Layers.labelEmbedding(2),
            Layers.softplus(),
            Layers.projection());
    Path file = folder.resolve("model.onnx");
    OnnxModel.of(frozen(network)).write(file);
    assertThat(
            python(
                "import onnx; onnx.checker.check_model(onnx.load(r'%s'), full_check=True)"
                    .formatted(file)))
        .isEmpty();
  }

  private static FrozenModel frozen(Network network) {
    Map<Variable, float[]> values = new LinkedHashMap<>();
    program(network, 1)
        .variables()
        .forEach(v -> values.put(v, new float[v.shape().elementCount()]));
    return FrozenModel.of(rows -> program(network, rows), values);
  }

  private static Program program(Network network, int rows) {
    ModelTrace model = new ModelTrace("model", network, Mode.INFERENCE);
    Tensor x = Tensor.input("x", Shape.of(rows, 8, 8, 3));
    Tensor labels = Tensor.input(Scope.LABELS, Shape.of(rows, 3));
    return Program.named("model")
        .output("y", model.apply(x, Map.of(Scope.LABELS, labels)).output())
        .build();
  }
}
