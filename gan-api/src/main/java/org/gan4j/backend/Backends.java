package org.gan4j.backend;

import java.util.Map;
import java.util.stream.Collectors;
import org.gan4j.check.Check;

/**
 * The backends on the class path, found without loading their engines.
 *
 * <pre>{@code
 * Backend backend = Backends.open("jvm");
 * }</pre>
 */
public final class Backends {
  /** The one backend that an older Java, on which all else runs, cannot load. */
  private static final String XLA = "xla";

  private static final int JAVA_OF_XLA = 22;

  private Backends() {}

  /**
   * Opens the backend of a name with default settings.
   *
   * @throws IllegalArgumentException naming the backends present and the coordinates to add, if
   *     there is none of this name
   * @throws BackendUnavailableException if its engine does not load
   */
  public static Backend open(String name) {
    return open(name, BackendSettings.DEFAULT);
  }

  /**
   * Opens the backend of a name.
   *
   * @throws IllegalArgumentException naming the backends present and the coordinates to add, if
   *     there is none of this name; or if it does not have these settings
   * @throws BackendUnavailableException if its engine does not load
   */
  public static Backend open(String name, BackendSettings settings) {
    return named(name).open(settings);
  }

  /** The modules of all backends present, by the backend's name. */
  public static Map<String, BackendModule> present() {
    return BackendSearch.run().modules();
  }

  /**
   * The module of one backend.
   *
   * @throws IllegalArgumentException naming the backends present and the coordinates to add, if
   *     there is none of this name
   */
  public static BackendModule named(String name) {
    Check.given("name", name);
    BackendSearch search = BackendSearch.run();
    BackendModule module = search.modules().get(name);
    if (module == null && name.equals(XLA) && Runtime.version().feature() < JAVA_OF_XLA) {
      throw new IllegalArgumentException(
          "backend xla needs Java %s or newer, and this is Java %s\n  fix: run with a newer JDK (./gan takes that of JAVA_HOME), or choose another backend"
              .formatted(JAVA_OF_XLA, Runtime.version()));
    }
    if (module == null) {
      throw new IllegalArgumentException(
          "there is no backend \"%s\" on the class path; present: %s%s\n  fix: choose one of these, or add the dependency org.gan4j:gan-backend-%s"
              .formatted(
                  name,
                  search.modules().isEmpty()
                      ? "none"
                      : String.join(", ", search.modules().keySet()),
                  search.failures().stream()
                      .map("\n  cannot be loaded: "::concat)
                      .collect(Collectors.joining()),
                  search.modules().isEmpty() ? "jvm" : name));
    }
    return module;
  }
}
