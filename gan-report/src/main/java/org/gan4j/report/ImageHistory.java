package org.gan4j.report;

import java.util.List;
import org.gan4j.tensor.Shape;

/**
 * What was seen of a training run on images.
 *
 * @param imageShape {@code [height, width, channels]}
 * @param losses both losses over time
 * @param grids samples from the same noise at some iterations
 * @param metrics metrics at some iterations
 */
public record ImageHistory(
    Shape imageShape,
    List<History.Losses> losses,
    List<Grid> grids,
    List<History.Metrics> metrics) {

  /** Samples of one iteration. */
  public record Grid(int iteration, ImageGrid images) {}

  /** Copies the lists. */
  public ImageHistory {
    losses = List.copyOf(losses);
    grids = List.copyOf(grids);
    metrics = List.copyOf(metrics);
  }
}
