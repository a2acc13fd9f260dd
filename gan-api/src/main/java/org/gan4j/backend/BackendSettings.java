package org.gan4j.backend;

import org.gan4j.check.Check;

/**
 * What a user can set about any backend.
 *
 * @param threads the number of threads for one program; 0 (the default) lets the backend choose
 * @param device the device, in the backend's own words ({@code cpu}, {@code gpu:0}); empty (the
 *     default) lets the backend choose
 */
public record BackendSettings(int threads, String device) {

  /** Every choice left to the backend. */
  public static final BackendSettings DEFAULT = new BackendSettings(0, "");

  /**
   * @throws IllegalArgumentException if threads is negative
   */
  public BackendSettings {
    Check.given("device", device);
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be 0 (automatic) or more, not " + threads);
    }
  }

  /**
   * Accepts only the CPU, or no choice.
   *
   * @param backend the name of the backend that has no other device
   * @throws IllegalArgumentException if another device is asked for
   */
  public void requireCpu(String backend) {
    if (!device.isEmpty() && !device.equals("cpu")) {
      throw new IllegalArgumentException(
          "backend %s runs on the device \"cpu\", not on \"%s\"\n  fix: choose cpu, or another backend"
              .formatted(backend, device));
    }
  }
}
