package org.gan4j.examples.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The experiments that there are, by name. */
public final class Experiments {
  private final Map<String, Experiment<?>> byName = new LinkedHashMap<>();

  private Experiments(List<Experiment<?>> experiments) {
    for (Experiment<?> experiment : experiments) {
      if (byName.put(experiment.name(), experiment) != null) {
        throw new IllegalArgumentException(
            "two experiments have the name \"%s\"".formatted(experiment.name()));
      }
    }
  }

  /**
   * These experiments, in this order.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public static Experiments of(Experiment<?>... experiments) {
    return new Experiments(List.of(experiments));
  }

  /** All of them. */
  public List<Experiment<?>> all() {
    return List.copyOf(byName.values());
  }

  /** The experiment of this name. */
  public Optional<Experiment<?>> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Their names. */
  public String names() {
    return String.join(", ", byName.keySet());
  }
}
