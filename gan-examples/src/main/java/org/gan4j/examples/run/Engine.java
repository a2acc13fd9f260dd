package org.gan4j.examples.run;

import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Backends;

/**
 * Which backend a run uses, and how.
 *
 * @param threads how many; 0 lets the backend choose
 * @param device such as {@code cpu}; empty lets the backend choose
 * @param options of this backend, by its names
 */
public record Engine(String backend, int threads, String device, Map<String, String> options) {

  /**
   * Starts it.
   *
   * @throws org.gan4j.backend.BackendUnavailableException if it cannot be had here
   */
  public Backend open() {
    return Backends.open(backend, new BackendSettings(threads, device, options));
  }
}
