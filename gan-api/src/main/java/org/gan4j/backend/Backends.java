package org.gan4j.backend;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The backends on the class path, found without loading their engines. */
public final class Backends {
  private Backends() {}

  /** The modules of all backends present, by the backend's name. */
  public static Map<String, BackendModule> present() {
    return ServiceLoader.load(BackendModule.class).stream()
        .map(ServiceLoader.Provider::get)
        .collect(Collectors.toMap(BackendModule::backendName, m -> m, (a, b) -> a, TreeMap::new));
  }

  /**
   * The module of one backend.
   *
   * @throws IllegalArgumentException naming the backends present and the coordinates to add, if
   *     there is none of this name
   */
  public static BackendModule named(String name) {
    Map<String, BackendModule> present = present();
    BackendModule module = present.get(name);
    if (module == null) {
      throw new IllegalArgumentException(
          "there is no backend \"%s\" on the class path; present: %s\n  fix: choose one of these, or add the dependency org.gan4j:gan-backend-%s"
              .formatted(
                  name,
                  present.isEmpty() ? "none" : String.join(", ", present.keySet()),
                  present.isEmpty() ? "jvm" : name));
    }
    return module;
  }
}
