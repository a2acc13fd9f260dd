package example;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.nio.file.Path;
import org.gan4j.backend.Backends;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.loss.GanLosses;
import org.gan4j.optim.RmsProp;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.train.LossLog;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.Trainer;
import org.gan4j.gan.TrainingPlan;

/** The ten lines of the README on the XLA backend, without Guice. */
public final class Example {
  private Example() {}

  public static void main(String[] arguments) {
    Gan gan =
        Gan.of(
            Noise.uniform(2, -1, 1),
            sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2)),
            sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(1)),
            GanLosses.nonSaturating());
    TrainingPlan plan =
        TrainingPlan.of(RmsProp.of(1e-3)).withIterations(500).withStepsPerIteration(10, 10);
    Trainer trainer = new AlternatingTrainer(Backends.open("xla"));
    LossLog log = new LossLog(Path.of("target", "losses.csv"));
    try (TrainedGan trained = trainer.train(gan, Curves.quadratic(), plan, log)) {
      float[] sample = trained.generate(1, /* seed= */ 7)[0];
      System.out.printf("trained on %s%n", trained.summary().backend());
      System.out.printf("one sample: x = %.1f, y = %.1f%n", sample[0], sample[1]);
    }
  }
}
