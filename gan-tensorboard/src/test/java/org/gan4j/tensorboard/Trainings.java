package org.gan4j.tensorboard;

import java.awt.image.BufferedImage;
import java.util.Map;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.jvm.JvmBackend;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.Layers;
import org.gan4j.optim.Sgd;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.TrainingListener;

/** Small trainings that are logged. */
final class Trainings {
  private static final Gan GAN =
      Gan.of(Noise.gaussian(2), Layers.dense(2), Layers.dense(1), GanLosses.nonSaturating());

  private Trainings() {}

  private static TrainingPlan plan(int iterations) {
    return TrainingPlan.of(Sgd.of(1e-4)).withBatchSize(4).withIterations(iterations);
  }

  static TrainedGan train(int iterations, TrainingListener... listeners) {
    return trainer().train(GAN, Curves.quadratic(), plan(iterations), listeners);
  }

  static TrainedGan resume(int iterations, Checkpoint from, TrainingListener... listeners) {
    return trainer().resume(GAN, Curves.quadratic(), plan(iterations), from, listeners);
  }

  private static AlternatingTrainer trainer() {
    return new AlternatingTrainer(new JvmBackend(BackendSettings.DEFAULT));
  }

  /** With everything that a log can have. */
  static TensorBoardLog full(TensorBoardLog log) {
    return log.withImages("samples", 10, iteration -> image(iteration.number()))
        .withScalars(20, iteration -> Map.of("metric/number", (double) iteration.number()))
        .withHistograms(20, name -> name.startsWith("generator/"));
  }

  /** Of 5 x 3 pixels, of one color. */
  private static BufferedImage image(int color) {
    BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < 15; pixel++) {
      image.setRGB(pixel % 5, pixel / 5, color);
    }
    return image;
  }
}
