package org.gan4j.backend.xla;

import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.BackendUnavailableException;

/**
 * The device that tests run on, where its plug-in is installed: the CPU ({@code ./gan fetch
 * xla-cpu}), or another one with {@code mvn verify -Dgan4j.xla.device=cuda}.
 */
final class TestDevice {
  private static final String NAME = System.getProperty("gan4j.xla.device", "cpu");

  /** Programs are compiled anew in each process. */
  static final BackendSettings SETTINGS =
      BackendSettings.DEFAULT.withDevice(NAME).withOption("cache", "off");

  private TestDevice() {}

  /** The condition of the tests that need it. */
  static boolean hasPlugin() {
    try {
      return !Device.candidates(NAME).isEmpty();
    } catch (BackendUnavailableException notInstalled) {
      return false;
    }
  }

  /** The condition of those that are about the host's own memory and threads. */
  static boolean isCpu() {
    return NAME.equals("cpu");
  }
}
