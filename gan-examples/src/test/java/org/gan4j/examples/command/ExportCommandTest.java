package org.gan4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backends;
import org.gan4j.data.Noise;
import org.gan4j.data.Rows;
import org.gan4j.examples.digits.DigitSettings;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.StoredRun;
import org.gan4j.gan.TrainedGan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gan export: other engines make the same of what it writes. */
class ExportCommandTest {
  private static final int COUNT = 20;
  private static final int NOISE_SIZE = 3;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path run;
  private Path model;

  @BeforeEach
  void name() {
    run = folder.resolve("run");
    model = folder.resolve("model.onnx");
  }

  private int gan(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void train(String experiment, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", experiment, "--iterations", "2"));
    arguments.addAll(List.of("--out", run.toString()));
    arguments.addAll(List.of(more));
    assertThat(gan(arguments.toArray(new String[0]))).as(err.toString()).isZero();
    err.getBuffer().setLength(0);
  }

  private void trainImages(String preset, String... more) throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    ByteBuffer cifar = ByteBuffer.allocate(COUNT * 3073);
    for (int i = 0; i < COUNT; i++) {
      cifar.put((byte) (i % 10)).put(new byte[3072]);
    }
    for (int batch = 1; batch <= 5; batch++) {
      Files.write(data.resolve("data_batch_" + batch + ".bin"), cifar.array());
    }
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of("--batch", "4", "--channels", "4", "--no-metrics"));
    arguments.addAll(List.of("--noise-size", "" + NOISE_SIZE, "--preset", preset));
    arguments.addAll(List.of(more));
    train("cifar10", arguments.toArray(new String[0]));
  }

  private int export(String... more) {
    List<String> arguments = new ArrayList<>(List.of("export", run.toString()));
    arguments.addAll(List.of("--format", "onnx", "--out", model.toString()));
    arguments.addAll(List.of(more));
    return gan(arguments.toArray(new String[0]));
  }

  private TrainedGan restored() throws IOException {
    return StoredRun.read(new RunFolder(run), Main.EXPERIMENTS).restore(Backends.open("jvm"));
  }

  /** The one output of the exported model, row-major. */
  private float[] onnx(Map<String, float[][]> inputs) throws OrtException {
    return onnx(inputs, Map.of());
  }

  private float[] onnx(Map<String, float[][]> inputs, Map<String, long[]> shapes)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> fed = new HashMap<>();
    try (OrtSession session = environment.createSession(model.toString())) {
      for (Map.Entry<String, float[][]> input : inputs.entrySet()) {
        float[][] rows = input.getValue();
        long[] shape =
            shapes.getOrDefault(input.getKey(), new long[] {rows.length, rows[0].length});
        FloatBuffer values = FloatBuffer.wrap(Rows.join(rows));
        fed.put(input.getKey(), OnnxTensor.createTensor(environment, values, shape));
      }
      try (OrtSession.Result result = session.run(fed)) {
        FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  private static void requireClose(float[] actual, float[][] expected) {
    assertThat(actual).containsExactly(Rows.join(expected), within(1e-5f));
  }

  @Test
  void pointsComeFromNoise() throws Exception {
    train("quadratic");
    assertThat(export()).as(err.toString()).isZero();
    float[][] noise = Noise.uniform(2, -1, 1).draw(7, 1);
    try (TrainedGan trained = restored()) {
      requireClose(onnx(Map.of("noise", noise)), trained.generate(noise));
    }
    assertThat(out.toString()).endsWith(model + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dcgan", "sngan", "wgan_gp"})
  void imagesComeFromNoise(String preset) throws Exception {
    trainImages(preset);
    assertThat(export()).as(err.toString()).isZero();
    float[][] noise = Noise.gaussian(NOISE_SIZE).draw(5, 1);
    try (TrainedGan trained = restored()) {
      requireClose(onnx(Map.of("noise", noise)), trained.generate(noise));
    }
  }

  @Test
  void aConditionalGeneratorTakesLabels() throws Exception {
    trainImages("sngan", "--conditional");
    assertThat(export()).as(err.toString()).isZero();
    float[][] noise = Noise.gaussian(NOISE_SIZE).draw(2, 1);
    float[][] labels = new float[2][10];
    labels[0][7] = labels[1][7] = 1;
    try (TrainedGan trained = restored()) {
      requireClose(onnx(Map.of("noise", noise, "labels", labels)), trained.generate(noise, 7));
    }
  }

  @Test
  void theDiscriminatorJudgesImages() throws Exception {
    trainImages("sngan");
    assertThat(export("--network", "discriminator")).as(err.toString()).isZero();
    try (TrainedGan trained = restored()) {
      float[][] samples = trained.generate(3, 1);
      float[] logits =
          onnx(Map.of("samples", samples), Map.of("samples", new long[] {3, 32, 32, 3}));
      requireClose(logits, trained.judge(samples));
    }
  }

  @Test
  void theModelSaysWhereItComesFrom() throws Exception {
    train("quadratic", "--seed", "5");
    assertThat(export()).as(err.toString()).isZero();
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model.toString())) {
      Map<String, String> metadata = session.getMetadata().getCustomMetadata();
      assertThat(metadata)
          .containsEntry("gan4j.experiment", "quadratic")
          .containsKeys("gan4j.version", "gan4j.backend", "output.samples");
      assertThat(metadata.get("gan4j.settings")).contains("\"seed\":5");
    }
  }

  private int exportSavedModel(String... more) {
    List<String> arguments = new ArrayList<>(List.of("export", run.toString()));
    arguments.addAll(List.of("--format", "saved-model", "--out", model.toString()));
    arguments.addAll(List.of(more));
    return gan(arguments.toArray(new String[0]));
  }

  /** {@code TfSavedModelTest} of gan-backend-tf opens such a folder. */
  @Test
  void aSavedModelHasBothNetworks() throws IOException {
    train("quadratic");
    assertThat(exportSavedModel()).as(err.toString()).isZero();
    String content = Files.readString(model.resolve("saved_model.pb"), StandardCharsets.ISO_8859_1);
    assertThat(content)
        .contains("serving/generator/inputs/noise", "serving/discriminator/outputs/logits");
    assertThat(Files.readString(model.resolve("assets.extra").resolve("gan4j.txt")))
        .contains("generator.gan4j.experiment: quadratic");
  }

  @Test
  void aSavedModelOfOneNetworkHasNoOther() throws IOException {
    train("quadratic");
    assertThat(exportSavedModel("--network", "generator")).as(err.toString()).isZero();
    String content = Files.readString(model.resolve("saved_model.pb"), StandardCharsets.ISO_8859_1);
    assertThat(content).contains("serving/generator").doesNotContain("serving/discriminator");
  }

  @Test
  void aSavedModelGoesIntoAnEmptyFolder() throws IOException {
    train("quadratic");
    Files.createDirectory(model);
    Files.createFile(model.resolve("mine"));
    assertThat(exportSavedModel()).isEqualTo(2);
    assertThat(err.toString()).contains(model + " is not an empty folder", "fix: ");
    assertThat(model.resolve("saved_model.pb")).doesNotExist();
  }

  @Test
  void anUnknownFormatIsBadUsage() {
    assertThat(gan("export", run.toString(), "--format", "keras", "--out", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("expected onnx or saved-model but was 'keras'");
  }

  private void assertRefused(int code, String... said) {
    assertThat(export()).as(err.toString()).isEqualTo(code);
    assertThat(err.toString()).contains(said).doesNotContain("\tat ");
    assertThat(model).doesNotExist();
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    assertRefused(3, run + " is no run folder", "fix: give a folder that gan train left");
  }

  @Test
  void aMissingFolderIsRefusedFirst() {
    model = folder.resolve("missing").resolve("model.onnx");
    assertRefused(2, "the folder of " + model + " does not exist", "fix: create it");
  }

  @Test
  void aRunOfNoGanIsRefused() throws IOException {
    train("quadratic");
    ObjectMapper json = new ObjectMapper();
    Path file = run.resolve("run.json");
    ObjectNode edited = (ObjectNode) json.readTree(file.toFile());
    edited.put("experiment", "cyclegan");
    edited.set("settings", json.valueToTree(DigitSettings.usual(1, 1, 1)));
    json.writeValue(file.toFile(), edited);
    assertRefused(2, "runs of the experiment cyclegan cannot be exported");
  }
}
