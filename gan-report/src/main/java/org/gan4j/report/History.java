package org.gan4j.report;

import java.util.List;
import java.util.Map;

/**
 * What was seen of a training run.
 *
 * @param losses both losses over time
 * @param frames samples and features at some iterations
 * @param metrics metrics at some iterations
 */
public record History(List<Losses> losses, List<Frame> frames, List<Metrics> metrics) {

  /** Both losses of one iteration. */
  public record Losses(int iteration, double discriminator, double generator) {}

  /**
   * One iteration as pictures show it.
   *
   * @param real the real samples
   * @param generated the generated samples after the iteration
   * @param start the features before both players' steps
   * @param middle the features after the discriminator's steps, before the generator's
   * @param end the features after both
   */
  public record Frame(
      int iteration, Cloud real, Cloud generated, Features start, Features middle, Features end) {}

  /** The discriminator's features; empty clouds if it has no part of that name. */
  public record Features(Cloud real, Cloud generated) {}

  /** Metrics at one iteration, by name. */
  public record Metrics(int iteration, Map<String, Double> values) {}

  /** Copies the lists. */
  public History {
    losses = List.copyOf(losses);
    frames = List.copyOf(frames);
    metrics = List.copyOf(metrics);
  }
}
