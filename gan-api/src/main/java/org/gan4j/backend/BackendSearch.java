package org.gan4j.backend;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The modules of all backends that the thread's context class loader or this library's own sees. In
 * an application server, or on a thread of the common pool, only one of the two may see them.
 *
 * @param modules by the backend's name
 * @param failures why a module could not be made; such a module, for example one for a newer Java,
 *     does not hide the others
 */
record BackendSearch(Map<String, BackendModule> modules, Set<String> failures) {

  static BackendSearch run() {
    BackendSearch search = new BackendSearch(new TreeMap<>(), new LinkedHashSet<>());
    Stream.of(Thread.currentThread().getContextClassLoader(), Backends.class.getClassLoader())
        .filter(Objects::nonNull)
        .distinct()
        .forEach(search::addFrom);
    return search;
  }

  private void addFrom(ClassLoader loader) {
    Iterator<BackendModule> visible = ServiceLoader.load(BackendModule.class, loader).iterator();
    Set<String> here = new HashSet<>();
    while (true) {
      try {
        if (!visible.hasNext()) {
          return;
        }
        BackendModule module = visible.next();
        modules.putIfAbsent(module.backendName(), module);
      } catch (ServiceConfigurationError | LinkageError failure) {
        failures.add(failure.toString());
        if (!here.add(failure.toString())) {
          return; // the same failure again: the iterator does not get past it
        }
      }
    }
  }
}
