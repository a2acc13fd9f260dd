package org.gan4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Session;
import org.gan4j.backend.jvm.JvmBackend;
import org.gan4j.data.ArraySamples;
import org.gan4j.data.Noise;
import org.gan4j.data.Normalization;
import org.gan4j.data.Rows;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.nn.Padding;
import org.gan4j.nn.Scope;
import org.gan4j.optim.Adam;
import org.gan4j.program.FrozenModel;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final int CLASSES = 3;
  private static final List<Integer> BATCHES = List.of(1, 4, 7);

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyLayerGivesTheSameForAnyBatch() {
    Map<String, Network> onVectors = new LinkedHashMap<>();
    onVectors.put("dense", Layers.dense(3));
    onVectors.put("relu", Layers.relu());
    onVectors.put("leakyRelu", Layers.leakyRelu(0.2));
    onVectors.put("elu", Layers.elu());
    onVectors.put("selu", Layers.selu());
    onVectors.put("gelu", Layers.gelu());
    onVectors.put("swish", Layers.swish());
    onVectors.put("tanh", Layers.tanh());
    onVectors.put("sigmoid", Layers.sigmoid());
    onVectors.put("softplus", Layers.softplus());
    onVectors.put("dropout", Layers.dropout(0.4));
    onVectors.put("layerNorm", Layers.layerNorm());
    onVectors.put("batchNorm", Layers.batchNorm());
    onVectors.put("residual", Layers.residual(Layers.dense(40)));
    onVectors.put("concat", Layers.concat(Layers.identity(), Layers.input(Scope.LABELS)));
    onVectors.put("reshape", Layers.reshape(2, 5, 4));
    onVectors.put("labelEmbedding", Layers.labelEmbedding(2));
    onVectors.put("clip and maximum", Layers.lambda(x -> x.clip(-0.7, 0.9).times(x.maxOver(1))));

    Map<String, Network> onImages = new LinkedHashMap<>();
    onImages.put("flatten", Layers.flatten());
    onImages.put("conv2d", Layers.conv2d(3, 3));
    onImages.put("conv2d of stride 2", Layers.conv2d(3, 3).withStride(2));
    onImages.put("conv2d without padding", Layers.conv2d(3, 2).withPadding(Padding.VALID));
    onImages.put("convTranspose2d", Layers.convTranspose2d(3, 3));
    onImages.put("convTranspose2d of stride 2", Layers.convTranspose2d(3, 4).withStride(2));
    onImages.put(
        "convTranspose2d to an odd size",
        Layers.convTranspose2d(3, 3).withStride(2).withOutputSize(7, 11));
    onImages.put("batchNorm of images", Layers.batchNorm());
    onImages.put("layerNorm of images", Layers.layerNorm());
    onImages.put("instanceNorm", Layers.instanceNorm());
    onImages.put("groupNorm", Layers.groupNorm(2));
    onImages.put("pixelNorm", Layers.pixelNorm());
    onImages.put("selfAttention", Layers.selfAttention());
    onImages.put("upsample", Layers.upsample(2));
    onImages.put("upsampleBilinear", Layers.upsampleBilinear(3));
    onImages.put("averagePool", Layers.averagePool(2));
    onImages.put("globalAveragePool", Layers.globalAveragePool());
    onImages.put("residualUp", Layers.residualUp(4));
    onImages.put("residualDown", Layers.residualDown(4));
    onImages.put("spectralNorm", Layers.spectralNorm(Layers.conv2d(3, 3)));
    onImages.put(
        "conditional discriminator",
        Layers.sequential(Layers.conv2d(4, 3), Layers.globalAveragePool(), Layers.projection()));
    return Stream.concat(
        onVectors.entrySet().stream().map(e -> layerTest(e, Shape.of(40))),
        onImages.entrySet().stream().map(e -> layerTest(e, Shape.of(4, 6, 4))));
  }

  private static DynamicTest layerTest(Map.Entry<String, Network> layer, Shape row) {
    return DynamicTest.dynamicTest(
        layer.getKey(),
        () -> {
          IntFunction<Program> tracer = rows -> program(layer.getValue(), row, rows);
          requireSameForAnyBatch(tracer, drawn(tracer.apply(1).variables()));
        });
  }

  private static Program program(Network layer, Shape row, int rows) {
    ModelTrace model = new ModelTrace("model", layer, Mode.INFERENCE);
    Tensor input = Tensor.input("x", row.prepend(rows));
    Tensor labels = Tensor.input(Scope.LABELS, Shape.of(rows, CLASSES));
    Tensor output = model.apply(input, Map.of(Scope.LABELS, labels)).output();
    return Program.named("layer").output("y", output).build();
  }

  /** The jvm backend's results, and those of one ONNX model for all batches. */
  private static void requireSameForAnyBatch(
      IntFunction<Program> tracer, Map<Variable, float[]> values) {
    byte[] model = OnnxModel.of(FrozenModel.of(tracer, values)).toBytes();
    try (OnnxRuntime runtime = new OnnxRuntime(model);
        Session session = Session.open(new JvmBackend(BackendSettings.DEFAULT), values)) {
      for (int batch : BATCHES) {
        Program program = tracer.apply(batch);
        Map<String, float[]> inputs = new LinkedHashMap<>();
        Map<String, OnnxRuntime.Fed> fed = new LinkedHashMap<>();
        for (Input input : program.inputs()) {
          float[] drawn = drawn(input.name(), input.shape());
          inputs.put(input.name(), drawn);
          fed.put(input.name(), new OnnxRuntime.Fed(input.shape(), drawn));
        }
        Map<String, float[]> expected = session.compile(program).run(inputs);
        Map<String, float[]> actual = runtime.run(fed);
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach(
            (name, same) -> requireClose(Objects.requireNonNull(actual.get(name)), same));
      }
    }
  }

  private static void requireClose(float[] actual, float[] expected) {
    float largest = 1;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f * largest));
    }
  }

  private static Map<Variable, float[]> drawn(List<Variable> variables) {
    Map<Variable, float[]> values = new LinkedHashMap<>();
    variables.forEach(v -> values.put(v, drawn(v.name(), v.shape())));
    return values;
  }

  private static float[] drawn(String name, Shape shape) {
    Random random = new Random(name.hashCode());
    float[] values = new float[shape.elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          name.endsWith("Variance")
              ? 0.5f + random.nextFloat()
              : (float) (0.5 * random.nextGaussian());
    }
    return values;
  }

  /** Normalized data of three classes, and a generator that draws noise of its own. */
  private static TrainedGan conditionalGan() {
    Network ownNoise =
        (x, scope) -> x.plus(scope.random("drawn", x.shape(), Distribution.NORMAL).times(0.1));
    Gan gan =
        Gan.of(
                Noise.gaussian(4),
                Layers.sequential(
                    Layers.labelEmbedding(3), Layers.dense(8), ownNoise, Layers.dense(2)),
                Layers.sequential(Layers.dense(8), Layers.relu(), Layers.projection()),
                GanLosses.nonSaturating())
            .withClasses(CLASSES)
            .withNormalization(new Normalization(List.of(10.0, -3.0), List.of(50.0, 0.5)));
    ArraySamples data =
        ArraySamples.of(
            new float[][] {{10, -3}, {60, -2}, {-40, -4}}, new int[] {0, 1, 2}, CLASSES);
    return new AlternatingTrainer(new JvmBackend(BackendSettings.DEFAULT))
        .train(gan, data, TrainingPlan.of(Adam.of(1e-3)).withIterations(3).withBatchSize(8));
  }

  private static float[] labels(int count) {
    float[] labels = new float[count * CLASSES];
    for (int i = 0; i < count; i++) {
      labels[i * CLASSES + i % CLASSES] = 1;
    }
    return labels;
  }

  @Test
  void aGeneratorMakesSamplesInTheUnitsOfTheData() {
    try (TrainedGan trained = conditionalGan()) {
      FrozenModel frozen = trained.frozenGenerator();
      Map<String, OnnxRuntime.Fed> fed = new LinkedHashMap<>();
      for (Input input : frozen.program().program().inputs()) {
        Shape shape = input.shape().withSize(0, 5);
        float[] values =
            switch (input.name()) {
              case "noise" -> drawn("noise", shape);
              case "labels" -> labels(5);
              default -> drawnByTheGenerator(input.name(), shape);
            };
        fed.put(input.name(), new OnnxRuntime.Fed(shape, values));
      }
      float[][] expected = trained.generate(Rows.split(drawn("noise", Shape.of(5, 4)), 4));
      try (OnnxRuntime runtime = new OnnxRuntime(OnnxModel.of(frozen).toBytes())) {
        requireClose(runtime.run(fed, "samples"), Rows.join(expected));
      }
      assertThat(fed).hasSize(3);
    }
  }

  /** As {@link TrainedGan#generate(float[][])} draws what the generator asks for: row by row. */
  private static float[] drawnByTheGenerator(String name, Shape shape) {
    float[][] rows = new float[shape.size(0)][shape.size(1)];
    for (int i = 0; i < rows.length; i++) {
      Distribution.NORMAL.fill(rows[i], RandomStream.of(0, name).at(i));
    }
    return Rows.join(rows);
  }

  @Test
  void aDiscriminatorJudgesSamplesInTheUnitsOfTheData() {
    float[][] samples = {{10, -3}, {60, -2}, {-40, -4}, {0, 0}};
    try (TrainedGan trained = conditionalGan();
        OnnxRuntime runtime =
            new OnnxRuntime(OnnxModel.of(trained.frozenDiscriminator()).toBytes())) {
      Map<String, OnnxRuntime.Fed> fed =
          Map.of(
              "samples", new OnnxRuntime.Fed(Shape.of(4, 2), Rows.join(samples)),
              "labels", new OnnxRuntime.Fed(Shape.of(4, CLASSES), labels(4)));
      requireClose(runtime.run(fed, "logits"), Rows.join(trained.judge(samples)));
    }
  }

  @Test
  void inputsOutputsAndWeightsKeepTheirNames() throws IOException {
    try (TrainedGan trained = conditionalGan()) {
      ModelProto model = proto(trained.frozenDiscriminator());
      assertThat(model.getGraph().getName()).isEqualTo("discriminator");
      assertThat(model.getGraph().getInputList())
          .extracting(ValueInfoProto::getName)
          .containsExactly("samples", "labels");
      assertThat(model.getGraph().getOutputList())
          .extracting(ValueInfoProto::getName)
          .containsExactly("logits");
      assertThat(model.getGraph().getInitializerList())
          .extracting(TensorProto::getName)
          .contains(
              "discriminator/dense1/kernel", "discriminator/dense1/bias", "normalization/shift");
    }
  }

  @Test
  void theFirstAxisIsTheBatch() throws IOException {
    try (TrainedGan trained = conditionalGan()) {
      ModelProto model = proto(trained.frozenDiscriminator());
      for (ValueInfoProto value :
          List.of(model.getGraph().getInput(0), model.getGraph().getOutput(0))) {
        assertThat(value.getType().getTensorType().getShape().getDim(0).getDimParam())
            .isEqualTo("batch");
      }
    }
  }

  @Test
  void factsAreMetadata() throws IOException {
    try (TrainedGan trained = conditionalGan()) {
      Map<String, String> metadata = new LinkedHashMap<>();
      ModelProto model = proto(trained.frozenGenerator().withFact("made for", "a test"));
      model.getMetadataPropsList().forEach(fact -> metadata.put(fact.getKey(), fact.getValue()));
      assertThat(metadata)
          .containsEntry("normalization.scale", "50.0,0.5")
          .containsEntry("normalization.shift", "10.0,-3.0")
          .containsEntry("made for", "a test")
          .containsKeys("output.samples", "input.noise", "input.labels");
    }
  }

  private ModelProto proto(FrozenModel frozen) throws IOException {
    Path file = folder.resolve("model.onnx");
    OnnxModel.of(frozen).write(file);
    return ModelProto.parseFrom(Files.readAllBytes(file));
  }

  @Test
  void whatLooksAtTheWholeBatchIsForOneSize() {
    IntFunction<Program> tracer = rows -> program(Layers.minibatchDeviation(), Shape.of(4), rows);
    assertThatThrownBy(() -> FrozenModel.of(tracer, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("program layer is another one for each number of rows")
        .hasMessageContaining("fix: use it for one number of rows");
    try (OnnxRuntime runtime =
        new OnnxRuntime(OnnxModel.of(FrozenModel.ofOneSize(tracer.apply(6), Map.of())).toBytes())) {
      float[] rows = drawn("x", Shape.of(6, 4));
      assertThat(runtime.run(Map.of("x", new OnnxRuntime.Fed(Shape.of(6, 4), rows)), "y"))
          .hasSize(30);
    }
  }

  @Test
  void twoValuesOfOneNameAreRefused() {
    Tensor x = Tensor.input("x", Shape.of(2));
    FrozenModel model =
        FrozenModel.ofOneSize(Program.named("same").output("x", x.times(2)).build(), Map.of());
    assertThatThrownBy(() -> OnnxModel.of(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the name x");
  }

  @Test
  void moreWeightsThanAFileHoldsAreRefused() {
    OnnxModel.requireSize("generator", 500_000_000);
    assertThatThrownBy(() -> OnnxModel.requireSize("generator", 600_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the model generator has 600,000,000 weights, which take 2,288 MB; an ONNX file holds at most 2 GB\n"
                + "  fix: export a smaller network, or use its weights from the safetensors file");
  }
}
