package org.gan4j.examples.run;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gan4j.train.Checkpoints;

/** What {@code --checkpoint-every} says: a time such as 30s or 5m, or a number of iterations. */
record CheckpointInterval(long number, String unit) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(s|m|h|)");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static CheckpointInterval of(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      throw new IllegalArgumentException(
          "--checkpoint-every must be a time such as 30s or 5m, or a number of iterations such as 1000, not "
              + text);
    }
    return new CheckpointInterval(Long.parseLong(parts.group(1)), parts.group(2));
  }

  Checkpoints of(Checkpoints checkpoints) {
    return switch (unit) {
      case "s" -> checkpoints.every(Duration.ofSeconds(number));
      case "m" -> checkpoints.every(Duration.ofMinutes(number));
      case "h" -> checkpoints.every(Duration.ofHours(number));
      default -> checkpoints.every((int) number);
    };
  }
}
