package example;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.gan4j.backend.Backends;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.GanView;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.optim.RmsProp;
import org.gan4j.tensorboard.TensorBoardLog;
import org.gan4j.train.Iteration;

/** A GAN learns a parabola, and {@code tensorboard --logdir logs} shows how. */
public final class WatchedInTensorBoard {
  private static final int SIZE = 256;

  private WatchedInTensorBoard() {}

  /** Trains; the argument is the folder of the logs. */
  public static void main(String[] arguments) {
    Path logs = Path.of(arguments.length > 0 ? arguments[0] : "logs");
    Gan gan =
        Gan.of(
            Noise.uniform(2, -1, 1),
            sequential(dense(16), leakyRelu(0.2), dense(2)),
            sequential(dense(16), leakyRelu(0.2), dense(1)),
            GanLosses.nonSaturating());
    TensorBoardLog log =
        TensorBoardLog.of(logs.resolve("parabola"))
            .withImages("samples", 50, WatchedInTensorBoard::points)
            .withHistograms(100, name -> name.startsWith("generator/"));
    TrainingPlan plan = TrainingPlan.of(RmsProp.of(1e-3)).withIterations(200);
    new AlternatingTrainer(Backends.open("jvm")).train(gan, Curves.quadratic(), plan, log).close();
  }

  /** White points; the parabola goes from (-50, 2510) over (0, 10) to (50, 2510). */
  private static BufferedImage points(Iteration iteration) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (float[] point : iteration.view(GanView.class).generate(1_000, /* noiseSeed= */ 7)) {
      int x = Math.round((point[0] + 60) * SIZE / 120);
      int y = Math.round((2_600 - point[1]) * SIZE / 2_700);
      if (x >= 0 && x < SIZE && y >= 0 && y < SIZE) {
        image.setRGB(x, y, 0xffffff);
      }
    }
    return image;
  }
}
