package example;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gan4j.backend.Backends;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.onnx.OnnxModel;
import org.gan4j.optim.RmsProp;

/** A GAN is trained by gan4j, and its generator runs in ONNX Runtime. */
public final class ExportToOnnx {
  private ExportToOnnx() {}

  /** Writes {@code generator.onnx}, and draws samples from it. */
  public static void main(String[] arguments) throws IOException, OrtException {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "generator.onnx");
    train(file);
    float[][] noise = Noise.uniform(2, -1, 1).draw(5, /* seed= */ 7);
    for (float[] point : generate(file, noise)) {
      System.out.printf("%.2f, %.2f%n", point[0], point[1]);
    }
  }

  private static void train(Path file) throws IOException {
    Gan gan =
        Gan.of(
            Noise.uniform(2, -1, 1),
            sequential(dense(16), leakyRelu(0.2), dense(2)),
            sequential(dense(16), leakyRelu(0.2), dense(1)),
            GanLosses.nonSaturating());
    TrainingPlan plan = TrainingPlan.of(RmsProp.of(1e-3)).withIterations(100);
    try (TrainedGan trained =
        new AlternatingTrainer(Backends.open("jvm")).train(gan, Curves.quadratic(), plan)) {
      OnnxModel.of(trained.frozenGenerator()).write(file);
    }
  }

  private static float[][] generate(Path file, float[][] noise) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor fed = OnnxTensor.createTensor(environment, noise);
        OrtSession.Result result = session.run(Map.of("noise", fed))) {
      return (float[][]) result.get("samples").orElseThrow().getValue();
    }
  }
}
