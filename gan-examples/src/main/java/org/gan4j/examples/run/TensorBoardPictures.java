package org.gan4j.examples.run;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.gan4j.report.picture.Bounds;
import org.gan4j.report.picture.Picture;
import org.gan4j.tensorboard.TensorBoardLog;
import org.gan4j.train.Iteration;
import org.jspecify.annotations.Nullable;

/** What TensorBoard shows of a trial: its losses, and every 100 iterations what is made so far. */
record TensorBoardPictures(Trial trial) {
  private static final int INTERVAL = 100;

  /**
   * A log.
   *
   * @param runs where TensorBoard finds runs
   * @param folder the run's, whose name it has there
   */
  TensorBoardLog log(Path runs, RunFolder folder) {
    Path name = folder.path().toAbsolutePath().normalize().getFileName();
    return TensorBoardLog.of(name == null ? runs : runs.resolve(name))
        .withImages("samples", INTERVAL, this::draw);
  }

  private @Nullable BufferedImage draw(Iteration iteration) {
    Picture picture = trial.show(iteration);
    return picture == null
        ? null
        : picture.draw(Bounds.around(picture.framing(), picture.outliers()).rounded());
  }
}
