package example;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Stage;
import org.gan4j.GanModule;
import org.gan4j.backend.Backend;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.loss.GanLosses;
import org.gan4j.optim.RmsProp;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.Trainer;
import org.gan4j.gan.TrainingPlan;

/** A class of the user's that Guice makes, with the trainer that it needs. */
public final class Example {
  private final Trainer trainer;
  private final Backend backend;

  @Inject
  Example(Trainer trainer, Backend backend) {
    this.trainer = trainer;
    this.backend = backend;
  }

  private void run() {
    Gan gan =
        Gan.of(
            Noise.uniform(2, -1, 1),
            sequential(dense(16), leakyRelu(0.2), dense(2)),
            sequential(dense(16), leakyRelu(0.2), dense(1)),
            GanLosses.nonSaturating());
    TrainingPlan plan = TrainingPlan.of(RmsProp.of(1e-3)).withIterations(100);
    try (TrainedGan trained = trainer.train(gan, Curves.quadratic(), plan)) {
      float[] sample = trained.generate(1, /* seed= */ 7)[0];
      System.out.printf(
          "Guice %s, backend %s: x = %.1f, y = %.1f%n",
          Guice.class.getProtectionDomain().getCodeSource().getLocation().getPath()
              .replaceAll(".*guice-|.jar", ""),
          backend.name(),
          sample[0],
          sample[1]);
    }
  }

  public static void main(String[] arguments) {
    Guice.createInjector(Stage.PRODUCTION, GanModule.withBackend("jvm"))
        .getInstance(Example.class)
        .run();
  }
}
