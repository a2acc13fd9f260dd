package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gan4j.backend.Backend;

/** Runs one random program after another and shows those that a backend gets wrong. */
final class RandomSearch {
  private static final int MOST_SHOWN = 3;

  private final Backend backend;
  private final long firstSeed;
  private final List<String> shown = new ArrayList<>();
  private long tried;
  private long wrong;

  private RandomSearch(Backend backend, long firstSeed) {
    this.backend = backend;
    this.firstSeed = firstSeed;
  }

  /**
   * Fails if the backend gets a program wrong, with small programs that show it.
   *
   * @param count how many programs; if the system property {@code gan4j.minutes} is set, as many as
   *     run in that time
   */
  static void run(Backend backend, int count) {
    RandomSearch search = new RandomSearch(backend, Long.getLong("gan4j.seed", 0));
    Long minutes = Long.getLong("gan4j.minutes");
    if (minutes == null) {
      search.tryPrograms(count);
    } else {
      search.tryFor(Duration.ofMinutes(minutes));
    }
    if (search.wrong > 0) {
      fail(search.summary() + "\n" + String.join("\n", search.shown));
    }
  }

  private void tryPrograms(int count) {
    while (tried < count && wrong < MOST_SHOWN) {
      tryNext();
    }
  }

  private void tryFor(Duration time) {
    Instant start = Instant.now();
    Instant report = start;
    while (Instant.now().isBefore(start.plus(time))) {
      tryNext();
      if (Instant.now().isAfter(report.plusSeconds(60))) {
        report = Instant.now();
        System.out.println(summary());
      }
    }
    System.out.println(summary());
  }

  private String summary() {
    return "%s: of %,d random programs over variables (seeds %d to %d) %,d are wrong"
        .formatted(backend.name(), tried, firstSeed, firstSeed + tried - 1, wrong);
  }

  private void tryNext() {
    long seed = firstSeed + tried++;
    Script script = VariablePrograms.of(seed);
    if (script.failure(backend).isPresent()) {
      wrong++;
      if (shown.size() < MOST_SHOWN) {
        show(seed, script);
      }
    }
  }

  private void show(long seed, Script script) {
    Script small = Shrinker.shrink(script, smaller -> smaller.failure(backend).isPresent());
    Optional<String> failure = small.failure(backend);
    shown.add("seed %d: %s%n%s".formatted(seed, failure.orElse("it fails only at times"), small));
  }
}
