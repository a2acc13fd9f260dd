package org.gan4j.backend.xla;

import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.BackendUnavailableException;

/** The plug-in that tests run on, where it is installed: {@code ./gan fetch xla-cpu}. */
final class CpuPlugin {
  /** Programs are compiled anew in each process. */
  static final BackendSettings SETTINGS =
      BackendSettings.DEFAULT.withDevice("cpu").withOption("cache", "off");

  private CpuPlugin() {}

  /** The condition of the tests that need it. */
  static boolean isInstalled() {
    try {
      return !Device.candidates("cpu").isEmpty();
    } catch (BackendUnavailableException notInstalled) {
      return false;
    }
  }
}
