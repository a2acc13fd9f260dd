package org.gan4j.backend;

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
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be 0 (automatic) or more, not " + threads);
    }
  }
}
