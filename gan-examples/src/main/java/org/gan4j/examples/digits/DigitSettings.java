package org.gan4j.examples.digits;

import org.gan4j.check.Check;
import org.gan4j.examples.run.Settings;

/**
 * What can be changed about an experiment on digits.
 *
 * @param folder where the files of MNIST are
 * @param channels of the first layers of all networks
 * @param batchSize how many images a step sees
 */
public record DigitSettings(String folder, int channels, int batchSize, int iterations, long seed)
    implements Settings {

  /**
   * Checks all settings.
   *
   * @throws IllegalArgumentException if a number but the seed is below 1
   */
  public DigitSettings {
    Check.atLeastOne("--channels", channels);
    Check.atLeastOne("--batch", batchSize);
    Check.atLeastOne("--iterations", iterations);
  }

  /** What an experiment has where an option is not given: no folder yet, and seed 0. */
  public static DigitSettings usual(int channels, int batchSize, int iterations) {
    return new DigitSettings("", channels, batchSize, iterations, 0);
  }
}
