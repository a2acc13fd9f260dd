package org.gan4j.examples.run;

import org.gan4j.check.Check;
import org.gan4j.train.Checkpoints;
import org.jspecify.annotations.Nullable;

/**
 * Which checkpoints a run writes and keeps.
 *
 * @param kept how many of the last ones, at least 1
 * @param best by which metric the best one is kept too; null for none
 */
public record CheckpointChoice(CheckpointInterval interval, int kept, @Nullable BestMetric best) {
  /** One a minute; the last two stay. */
  public static final CheckpointChoice USUAL =
      new CheckpointChoice(CheckpointInterval.of("60s"), 2, null);

  /** Checks the number. */
  public CheckpointChoice {
    Check.atLeastOne("--keep-checkpoints", kept);
  }

  /**
   * The same at another interval, such as 30s or 1000.
   *
   * @throws IllegalArgumentException if it is none
   */
  public CheckpointChoice every(String newInterval) {
    return new CheckpointChoice(CheckpointInterval.of(newInterval), kept, best);
  }

  Checkpoints of(Checkpoints checkpoints, Trial trial) {
    Checkpoints chosen = interval.of(checkpoints).keeping(kept);
    return best == null ? chosen : best.of(chosen, trial);
  }
}
