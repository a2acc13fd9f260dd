package org.gan4j.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gan4j.check.Check;

/**
 * What a user can set about any backend.
 *
 * <pre>{@code
 * Backend backend =
 *     Backends.open("xla", BackendSettings.DEFAULT.withDevice("cuda").withOption("precision", "tf32"));
 * }</pre>
 *
 * @param threads the number of threads for one program; 0 (the default) lets the backend choose
 * @param device the device, in the backend's own words ({@code cpu}, {@code gpu:0}); empty (the
 *     default) lets the backend choose
 * @param options what only one backend has, by its names; a backend refuses those of others
 */
public record BackendSettings(int threads, String device, Map<String, String> options) {

  /** Every choice left to the backend. */
  public static final BackendSettings DEFAULT = new BackendSettings(0, "");

  /**
   * @throws IllegalArgumentException if threads is negative
   */
  public BackendSettings {
    Check.given("device", device);
    options = Map.copyOf(Check.given("options", options));
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be 0 (automatic) or more, not " + threads);
    }
  }

  /** Settings without options. */
  public BackendSettings(int threads, String device) {
    this(threads, device, Map.of());
  }

  /** The same with another number of threads. */
  public BackendSettings withThreads(int newThreads) {
    return new BackendSettings(newThreads, device, options);
  }

  /** The same on another device. */
  public BackendSettings withDevice(String newDevice) {
    return new BackendSettings(threads, newDevice, options);
  }

  /** The same with an option of the backend. */
  public BackendSettings withOption(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(Check.given("name", name), Check.given("value", value));
    return new BackendSettings(threads, device, more);
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

  /**
   * Accepts only these options.
   *
   * @param backend the name of the backend that has them
   * @throws IllegalArgumentException if there is another one
   */
  public void requireOptions(String backend, List<String> known) {
    Check.given("backend", backend);
    Set<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(Check.allGiven("known", known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "backend %s has no option %s; it has %s\n  fix: leave it out, or choose another backend"
              .formatted(
                  backend,
                  String.join(", ", unknown),
                  known.isEmpty() ? "none" : String.join(", ", known)));
    }
  }
}
