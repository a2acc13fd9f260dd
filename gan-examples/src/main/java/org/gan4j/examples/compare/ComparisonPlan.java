package org.gan4j.examples.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.examples.run.Version;

/**
 * What a comparison measures.
 *
 * @param experiment its name
 * @param backends their names
 * @param seeds how many: from 0 on
 * @param circumstances on which times depend, by name
 */
record ComparisonPlan(
    String experiment, List<String> backends, int seeds, Map<String, String> circumstances) {

  ComparisonPlan {
    backends = List.copyOf(backends);
    circumstances = new LinkedHashMap<>(circumstances);
    if (seeds < 1 || backends.isEmpty() || experiment.isEmpty()) {
      throw new IllegalArgumentException("a comparison needs an experiment, backends and seeds");
    }
  }

  /** A plan for this gan4j on this JVM and machine. */
  static ComparisonPlan here(String experiment, List<String> backends, int seeds) {
    Map<String, String> circumstances = new LinkedHashMap<>();
    circumstances.put("gan4j", Version.CURRENT);
    circumstances.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    circumstances.put(
        "machine",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors");
    return new ComparisonPlan(experiment, backends, seeds, circumstances);
  }
}
