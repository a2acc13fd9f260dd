package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import example.ExportToTensorFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.BackendSettings;
import org.gan4j.data.ArraySamples;
import org.gan4j.data.Noise;
import org.gan4j.data.Normalization;
import org.gan4j.data.Rows;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.Layers;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.program.FrozenModel;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** What TensorFlow's Java API, and Python's where it is there, make of exported models. */
class TfSavedModelTest {
  private static final int CLASSES = 3;
  private static final Shape IMAGE = Shape.of(8, 8, 1);
  private static final String PYTHON = System.getProperty("gan4j.python", "python3");

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void name() {
    model = folder.resolve("model");
  }

  private static TrainedGan trained() {
    Network generator =
        Layers.sequential(
            Layers.labelEmbedding(2),
            Layers.dense(4 * 4 * 6),
            Layers.reshape(4, 4, 6),
            Layers.batchNorm(),
            Layers.leakyRelu(0.2),
            Layers.convTranspose2d(1, 4).withStride(2));
    Network discriminator =
        Layers.spectralNorm(
            Layers.sequential(
                Layers.conv2d(4, 3).withStride(2),
                Layers.selfAttention(),
                Layers.globalAveragePool(),
                Layers.projection()));
    int pixels = IMAGE.elementCount();
    Normalization normalization =
        new Normalization(Collections.nCopies(pixels, 100.0), Collections.nCopies(pixels, 50.0));
    Gan gan =
        Gan.of(Noise.gaussian(4), generator, discriminator, GanLosses.hinge())
            .withClasses(CLASSES)
            .withNormalization(normalization);
    float[] images = new float[CLASSES * pixels];
    for (int i = 0; i < images.length; i++) {
      images[i] = 50 + i % 101;
    }
    ArraySamples data = ArraySamples.of(IMAGE, images, new int[] {0, 1, 2}, CLASSES);
    return new AlternatingTrainer(new TfBackend(BackendSettings.DEFAULT))
        .train(gan, data, TrainingPlan.of(Adam.of(1e-3)).withIterations(3).withBatchSize(4));
  }

  private static float[][] labels(int count, int label) {
    float[][] labels = new float[count][CLASSES];
    for (float[] row : labels) {
      row[label] = 1;
    }
    return labels;
  }

  private static TFloat32 tensor(float[] values, Shape shape) {
    long[] sizes = shape.sizes().stream().mapToLong(size -> size).toArray();
    return TFloat32.tensorOf(
        org.tensorflow.ndarray.Shape.of(sizes), DataBuffers.of(values, false, false));
  }

  private static float[] values(org.tensorflow.Tensor tensor) {
    float[] values = new float[(int) tensor.size()];
    ((TFloat32) tensor).copyTo(DataBuffers.of(values, false, false));
    return values;
  }

  private static void requireClose(float[] actual, float[] expected) {
    float largest = 1;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(actual).containsExactly(expected, within(1e-5f * largest));
  }

  @Test
  void bothPlayersAreSignaturesForAnyBatch() throws IOException {
    try (TrainedGan trained = trained()) {
      TfSavedModel.of(List.of(trained.frozenGenerator(), trained.frozenDiscriminator()))
          .write(model);
      try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
        for (int batch : List.of(1, 4, 7)) {
          float[][] noise = Noise.gaussian(4).draw(batch, 1);
          float[][] expected = trained.generate(noise, 2);
          Map<String, org.tensorflow.Tensor> fed = new LinkedHashMap<>();
          fed.put("noise", tensor(Rows.join(noise), Shape.of(batch, 4)));
          fed.put("labels", tensor(Rows.join(labels(batch, 2)), Shape.of(batch, CLASSES)));
          try (Result result = bundle.function("generator").call(fed)) {
            requireClose(values(result.get("samples").orElseThrow()), Rows.join(expected));
          }
          fed.remove("noise");
          fed.put("samples", tensor(Rows.join(expected), IMAGE.prepend(batch)));
          try (Result result = bundle.function("discriminator").call(fed)) {
            requireClose(
                values(result.get("logits").orElseThrow()), Rows.join(trained.judge(expected, 2)));
          }
        }
      }
    }
  }

  @Test
  void theFirstModelServesByDefault() throws IOException {
    try (TrainedGan trained = trained()) {
      TfSavedModel.of(List.of(trained.frozenGenerator())).write(model);
      try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
        assertThat(bundle.function("serving_default").signature().outputNames())
            .containsExactly("samples");
      }
    }
    assertThat(Files.readString(model.resolve("assets.extra").resolve("gan4j.txt")))
        .contains("generator.output.samples: samples in the data's units");
  }

  /** Sizes of axes that are sums and products of the batch's. */
  @Test
  void sizesAreComputedFromTheBatch() throws IOException {
    Network network =
        (x, scope) -> {
          Tensor table = x.reshape(Shape.of(2 * x.shape().size(0), 3));
          Tensor more = Tensor.concat(0, List.of(table, Tensor.fill(Shape.of(1, 3), 2)));
          return more.slice(0, 1, more.shape().size(0)).minus(more.maxOver(0));
        };
    FrozenModel frozen = ModelTrace.frozen("sizes", network, Shape.of(6), Map.of());
    TfSavedModel.of(List.of(frozen)).write(model);
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      float[] rows = {1, 2, 3, 4, 5, 6};
      try (Result result =
          bundle.function("sizes").call(Map.of("input", tensor(rows, Shape.of(1, 6))))) {
        requireClose(values(result.get("output").orElseThrow()), new float[] {0, 0, 0, -2, -3, -4});
      }
    }
  }

  @Test
  void theExampleExportsAndRuns() throws IOException {
    ExportToTensorFlow.main(new String[] {model.toString()});
    assertThat(model.resolve("saved_model.pb")).isNotEmptyFile();
  }

  @Test
  void moreWeightsThanAFileHoldsAreRefused() {
    TfSavedModel.requireSize(500_000_000);
    assertThatThrownBy(() -> TfSavedModel.requireSize(600_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("600,000,000 weights, which take 2,288 MB");
  }

  @Test
  void twoModelsOfOneNameAreRefused() {
    FrozenModel frozen = ModelTrace.frozen("one", Layers.relu(), Shape.of(2), Map.of());
    assertThatThrownBy(() -> TfSavedModel.of(List.of(frozen, frozen)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two models have the name one");
  }

  @Test
  void pythonGivesTheSame() throws Exception {
    assumeTrue(python("import tensorflow") == 0, PYTHON + " has no package tensorflow");
    try (TrainedGan trained = trained()) {
      TfSavedModel.of(List.of(trained.frozenGenerator(), trained.frozenDiscriminator()))
          .write(model);
      float[][] noise = Noise.gaussian(4).draw(3, 1);
      Path samples = folder.resolve("samples.txt");
      Path logits = folder.resolve("logits.txt");
      String program =
          """
          import numpy, tensorflow as tf
          model = tf.saved_model.load(r"%s")
          labels = tf.constant(%s)
          samples = model.signatures["generator"](noise=tf.constant(%s), labels=labels)["samples"]
          logits = model.signatures["discriminator"](samples=samples, labels=labels)["logits"]
          assert samples.shape == (3, 8, 8, 1)
          numpy.savetxt(r"%s", samples.numpy().ravel())
          numpy.savetxt(r"%s", logits.numpy().ravel())
          """
              .formatted(
                  model,
                  Arrays.deepToString(labels(3, 1)),
                  Arrays.deepToString(noise),
                  samples,
                  logits);
      assertThat(python(program)).isZero();
      float[][] expected = trained.generate(noise, 1);
      requireClose(numbers(samples), Rows.join(expected));
      requireClose(numbers(logits), Rows.join(trained.judge(expected, 1)));
    }
  }

  private static float[] numbers(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    float[] numbers = new float[lines.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(lines.get(i));
    }
    return numbers;
  }

  private static int python(String program) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(PYTHON, "-c", program)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
