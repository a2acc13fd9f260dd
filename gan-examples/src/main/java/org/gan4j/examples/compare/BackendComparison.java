package org.gan4j.examples.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.gan4j.examples.compare.MeasuringProcess.Outcome;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Json;
import org.gan4j.examples.run.Settings;
import org.gan4j.examples.run.Version;
import org.gan4j.report.comparison.Comparison;
import org.gan4j.report.comparison.Comparison.Drift;
import org.gan4j.report.comparison.Comparison.Failure;
import org.gan4j.report.comparison.Comparison.Result;
import org.gan4j.report.comparison.Comparison.Run;
import org.gan4j.report.comparison.ComparisonReport;
import org.gan4j.report.picture.Cloud;

/** One experiment on some backends, from some seeds. */
final class BackendComparison {
  private static final String REFERENCE = "reference";

  /** The reference interpreter takes a second for about ten iterations. */
  private static final int REFERENCE_ITERATIONS = 100;

  private final String experiment;
  private final LongFunction<? extends Settings> settings;
  private final List<String> backends;
  private final int seeds;
  private final Class<?> main;
  private final PrintWriter out;

  /**
   * A comparison.
   *
   * @param settings those of a seed
   * @param main what a process of its own starts to {@code measure}
   */
  BackendComparison(
      String experiment,
      LongFunction<? extends Settings> settings,
      List<String> backends,
      int seeds,
      Class<?> main,
      PrintWriter out) {
    this.experiment = experiment;
    this.settings = settings;
    this.backends = backends;
    this.seeds = seeds;
    this.main = main;
    this.out = out;
  }

  /** Measures, writes the report into a folder, and returns the exit code. */
  int into(Path folder) throws IOException, InterruptedException {
    Map<String, Map<Long, Outcome>> outcomes = measureAll(folder);
    Comparison comparison = comparison(outcomes);
    ComparisonReport report = ComparisonReport.of(comparison);
    Path page = report.write(folder);
    out.printf("%n%s%nReport: %s%n", report.table(), page);
    out.flush();
    return comparison.backends().stream().allMatch(result -> result.runs().isEmpty())
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  /** By backend, then by seed; the reference too, for fewer iterations. */
  private Map<String, Map<Long, Outcome>> measureAll(Path folder)
      throws IOException, InterruptedException {
    Map<String, Map<Long, Outcome>> outcomes = new LinkedHashMap<>();
    LinkedHashSet<String> names = new LinkedHashSet<>(backends);
    names.add(REFERENCE);
    Path logs = Files.createDirectories(folder.resolve("logs"));
    for (long seed = 0; seed < seeds; seed++) {
      for (String backend : names) {
        boolean onlyForDrift = !backends.contains(backend);
        say(backend + ", seed " + seed + (onlyForDrift ? " (for the drift)" : ""));
        Settings wanted = settings.apply(seed);
        int most = onlyForDrift ? REFERENCE_ITERATIONS : wanted.iterations();
        MeasuringProcess process = new MeasuringProcess(main, experiment, wanted, backend, most);
        Outcome outcome = process.run(logs);
        outcome.failure().ifPresent(reason -> say("  failed: " + reason));
        outcomes.computeIfAbsent(backend, name -> new LinkedHashMap<>()).put(seed, outcome);
      }
    }
    return outcomes;
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private Comparison comparison(Map<String, Map<Long, Outcome>> outcomes) {
    List<Result> results = new ArrayList<>();
    for (String backend : backends) {
      results.add(result(backend, outcomes.getOrDefault(backend, Map.of())));
    }
    return new Comparison(
        "The %s experiment on %s".formatted(experiment, String.join(", ", backends)),
        settings(),
        real(outcomes),
        results,
        drifts(outcomes));
  }

  /** As the first of all processes showed them. */
  private static Cloud real(Map<String, Map<Long, Outcome>> outcomes) {
    return outcomes.values().stream()
        .flatMap(bySeed -> bySeed.values().stream())
        .flatMap(outcome -> outcome.measurement().stream())
        .map(Measurement::real)
        .findFirst()
        .orElse(new Cloud(List.of()));
  }

  private static Result result(String backend, Map<Long, Outcome> outcomes) {
    List<Run> runs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    outcomes.forEach(
        (seed, outcome) -> {
          outcome.measurement().ifPresent(measurement -> runs.add(measurement.asRun(seed)));
          outcome.failure().ifPresent(reason -> failures.add(new Failure(seed, reason)));
        });
    String description =
        outcomes.values().stream()
            .flatMap(outcome -> outcome.measurement().stream())
            .map(Measurement::description)
            .findFirst()
            .orElse("");
    return new Result(backend, description, runs, failures);
  }

  /** Each backend against the reference, then against each one before it. */
  private List<Drift> drifts(Map<String, Map<Long, Outcome>> outcomes) {
    List<Drift> drifts = new ArrayList<>();
    for (long seed = 0; seed < seeds; seed++) {
      for (String backend : backends) {
        addDrift(drifts, outcomes, backend, REFERENCE, seed);
      }
      for (int i = 0; i < backends.size(); i++) {
        for (int j = 0; j < i; j++) {
          addDrift(drifts, outcomes, backends.get(i), backends.get(j), seed);
        }
      }
    }
    return drifts;
  }

  private static void addDrift(
      List<Drift> drifts,
      Map<String, Map<Long, Outcome>> outcomes,
      String backend,
      String against,
      long seed) {
    Outcome one = outcomes.getOrDefault(backend, Map.of()).get(seed);
    Outcome other = outcomes.getOrDefault(against, Map.of()).get(seed);
    if (one != null && other != null && !backend.equals(against)) {
      one.measurement()
          .flatMap(a -> other.measurement().map(b -> a.driftFrom(b, backend, against, seed)))
          .ifPresent(drifts::add);
    }
  }

  private Map<String, String> settings() {
    Settings first = settings.apply(0);
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("iterations", "%,d".formatted(first.iterations()));
    shown.put("seeds", "0 to " + (seeds - 1));
    shown.put("gan4j", Version.CURRENT);
    shown.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    shown.put(
        "machine",
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
    Json.asText(first).forEach(shown::putIfAbsent);
    shown.remove("seed");
    return shown;
  }
}
