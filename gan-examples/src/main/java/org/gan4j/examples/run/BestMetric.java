package org.gan4j.examples.run;

import java.util.Map;
import org.gan4j.train.Checkpoints;
import org.gan4j.train.Iteration;

/**
 * By which metric a checkpoint is the best.
 *
 * @param highest whether the highest value is the best, otherwise the lowest
 */
record BestMetric(boolean highest, String metric) {
  private static final int INTERVAL = 1_000;
  private static final String HIGHEST = "highest:";
  private static final String LOWEST = "lowest:";

  /**
   * Reads {@code lowest:METRIC} or {@code highest:METRIC}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static BestMetric of(String text) {
    if (text.startsWith(HIGHEST)) {
      return new BestMetric(true, text.substring(HIGHEST.length()));
    }
    if (text.startsWith(LOWEST)) {
      return new BestMetric(false, text.substring(LOWEST.length()));
    }
    throw new IllegalArgumentException(
        "--keep-best must be lowest:METRIC or highest:METRIC, not " + text);
  }

  /** The checkpoints that keep it too. */
  Checkpoints of(Checkpoints checkpoints, Trial trial) {
    return checkpoints.keepingBest(INTERVAL, metric, iteration -> cost(trial, iteration));
  }

  private double cost(Trial trial, Iteration iteration) {
    Map<String, Double> metrics = trial.measure(iteration);
    Double value = metrics.get(metric);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no metric \"%s\"; this experiment has %s".formatted(metric, metrics.keySet()));
    }
    return highest ? -value : value;
  }
}
