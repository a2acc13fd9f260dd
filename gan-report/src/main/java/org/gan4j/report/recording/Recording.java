package org.gan4j.report.recording;

import java.util.List;
import java.util.Map;
import org.gan4j.report.picture.LossCurves;

/**
 * What was seen of a training run.
 *
 * @param albums the kinds of pictures
 * @param losses all losses over time
 * @param frames pictures at some iterations
 * @param metrics figures at some iterations
 */
public record Recording(
    List<Album> albums, LossCurves losses, List<Frame> frames, List<Metrics> metrics) {

  /** Figures at one iteration, by name. */
  public record Metrics(int iteration, Map<String, Double> values) {}

  /** Copies the lists. */
  public Recording {
    albums = List.copyOf(albums);
    frames = List.copyOf(frames);
    metrics = List.copyOf(metrics);
  }
}
