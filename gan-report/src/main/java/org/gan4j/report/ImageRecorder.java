package org.gan4j.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.GanView;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Iteration;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;

/**
 * Records a training run on images for a report: losses every 10 iterations; a grid of 100 samples
 * from the same noise, and metrics, every so many and at the last one.
 */
public final class ImageRecorder implements TrainingListener {
  private static final int LOSS_INTERVAL = 10;
  private static final int COLUMNS = 10;
  private static final long GRID_SEED = 0;

  private final Shape imageShape;
  private final int gridInterval;
  private final int metricsInterval;
  private final Function<Iteration, Map<String, Double>> measure;
  private final List<History.Losses> losses = new ArrayList<>();
  private final List<ImageHistory.Grid> grids = new ArrayList<>();
  private final List<History.Metrics> metrics = new ArrayList<>();
  private final Gallery<ImageHistory.Grid> pictures;
  private final Background background = new Background();
  private int lastIteration;

  /**
   * A recorder.
   *
   * @param folder where each grid is written, to {@code samples/iteration_N.png}, by a thread of
   *     its own while training goes on; {@link #report} finishes them
   * @param imageShape {@code [height, width, channels]}
   * @param gridInterval iterations from one grid to the next, at least 1
   * @param metricsInterval iterations from one measurement to the next, at least 1
   * @param measure metrics of an iteration, by name
   */
  public ImageRecorder(
      Path folder,
      Shape imageShape,
      int gridInterval,
      int metricsInterval,
      Function<Iteration, Map<String, Double>> measure) {
    if (gridInterval < 1 || metricsInterval < 1) {
      throw new IllegalArgumentException(
          "intervals must be at least 1, not %d and %d".formatted(gridInterval, metricsInterval));
    }
    this.metricsInterval = metricsInterval;
    this.pictures = ImageReport.gallery(folder);
    this.imageShape = imageShape;
    this.gridInterval = gridInterval;
    this.measure = measure;
  }

  /** A report on what was recorded so far; what is drawn already need not be drawn again. */
  public ImageReport report(String title) {
    return ImageReport.of(title, history(), pictures);
  }

  /** What was recorded so far. */
  public ImageHistory history() {
    return new ImageHistory(imageShape, losses, grids, metrics);
  }

  @Override
  public void trainingStarted(Training training) {
    lastIteration = training.iterations() - 1;
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    int number = iteration.number();
    if (number % LOSS_INTERVAL == 0) {
      losses.add(
          new History.Losses(
              number,
              iteration.loss(GanScheme.DISCRIMINATOR),
              iteration.loss(GanScheme.GENERATOR)));
    }
    boolean last = number == lastIteration;
    if (number % gridInterval == 0 || last) {
      float[][] images = iteration.view(GanView.class).generate(COLUMNS * COLUMNS, GRID_SEED);
      grids.add(new ImageHistory.Grid(number, ImageGrid.of(imageShape, images, COLUMNS)));
      pictures.add(grids, background);
    }
    if (last || (number > 0 && number % metricsInterval == 0)) {
      Map<String, Double> measured = measure.apply(iteration);
      if (!measured.isEmpty()) {
        metrics.add(new History.Metrics(number, measured));
      }
    }
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    background.rest();
  }

  @Override
  public void trainingFailed(Throwable failure) {
    background.rest();
  }
}
