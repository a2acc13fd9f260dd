package example;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backends;
import org.gan4j.backend.tf.TfSavedModel;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.optim.RmsProp;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

/** A GAN is trained by gan4j, and both its networks run in TensorFlow's Java API. */
public final class ExportToTensorFlow {
  private ExportToTensorFlow() {}

  /** Writes the folder {@code model}, and draws samples from it and judges them. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "model");
    train(folder);
    float[][] noise = Noise.uniform(2, -1, 1).draw(5, /* seed= */ 7);
    try (SavedModelBundle model = SavedModelBundle.load(folder.toString(), "serve");
        TFloat32 fed = TFloat32.tensorOf(StdArrays.ndCopyOf(noise));
        Result made = model.function("generator").call(Map.of("noise", fed))) {
      TFloat32 samples = (TFloat32) made.get("samples").orElseThrow();
      try (Result judged = model.function("discriminator").call(Map.of("samples", samples))) {
        TFloat32 logits = (TFloat32) judged.get("logits").orElseThrow();
        for (int i = 0; i < noise.length; i++) {
          System.out.printf(
              "%.2f, %.2f: logit %.2f%n",
              samples.getFloat(i, 0), samples.getFloat(i, 1), logits.getFloat(i, 0));
        }
      }
    }
  }

  private static void train(Path folder) throws IOException {
    Gan gan =
        Gan.of(
            Noise.uniform(2, -1, 1),
            sequential(dense(16), leakyRelu(0.2), dense(2)),
            sequential(dense(16), leakyRelu(0.2), dense(1)),
            GanLosses.nonSaturating());
    TrainingPlan plan = TrainingPlan.of(RmsProp.of(1e-3)).withIterations(100);
    try (TrainedGan trained =
        new AlternatingTrainer(Backends.open("tf")).train(gan, Curves.quadratic(), plan)) {
      TfSavedModel.of(List.of(trained.frozenGenerator(), trained.frozenDiscriminator()))
          .write(folder);
    }
  }
}
