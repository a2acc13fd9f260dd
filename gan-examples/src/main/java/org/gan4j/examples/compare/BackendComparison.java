package org.gan4j.examples.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Interrupts;
import org.gan4j.examples.run.Json;
import org.gan4j.examples.run.Settings;
import org.gan4j.report.comparison.Comparison;
import org.gan4j.report.comparison.Comparison.Drift;
import org.gan4j.report.comparison.Comparison.Failure;
import org.gan4j.report.comparison.Comparison.Result;
import org.gan4j.report.comparison.Comparison.Run;
import org.gan4j.report.comparison.Comparison.State;
import org.gan4j.report.comparison.ComparisonReport;
import org.gan4j.report.picture.Cloud;
import org.jspecify.annotations.Nullable;

/** One experiment on some backends, from some seeds. */
final class BackendComparison {
  private static final String REFERENCE = "reference";

  /** The reference interpreter takes a second for about ten iterations. */
  private static final int REFERENCE_ITERATIONS = 100;

  private final ComparisonFolder folder;
  private final ComparisonPlan plan;
  private final List<? extends Settings> settings;
  private final Class<?> main;
  private final PrintWriter out;
  private final Map<String, Map<Long, Outcome>> outcomes = new LinkedHashMap<>();
  private boolean interrupted;
  private @Nullable MeasuringProcess running;

  /** A measurement, or why there is none. */
  private record Outcome(Optional<Measurement> measurement, Optional<String> failure) {}

  /**
   * A comparison.
   *
   * @param settings those of each seed
   * @param main what a process of its own starts to {@code measure}
   */
  BackendComparison(
      ComparisonFolder folder,
      ComparisonPlan plan,
      List<? extends Settings> settings,
      Class<?> main,
      PrintWriter out) {
    this.folder = folder;
    this.plan = plan;
    this.settings = settings;
    this.main = main;
    this.out = out;
  }

  /**
   * Begins it in an empty folder, which {@link #measure} continues from then on, whatever happens.
   */
  BackendComparison begin() throws IOException {
    report(State.RUNNING);
    folder.begin(plan, settings);
    return this;
  }

  /**
   * Measures what is not measured yet. The report is written whenever something was.
   *
   * @return the exit code
   */
  int measure() throws IOException, InterruptedException {
    Interrupts interrupts = Interrupts.firstCalls(this::interrupt);
    try (interrupts) {
      measureAll();
      ComparisonReport report = report(isInterrupted() ? State.INTERRUPTED : State.DONE);
      say("\n%s\nReport: %s".formatted(report.table(), folder.path().resolve("compare.html")));
      if (isInterrupted()) {
        say("Stopped. To continue: gan resume " + folder.path());
        return ExitCode.INTERRUPTED;
      }
      if (all(Outcome::failure).findAny().isEmpty()) {
        folder.end();
      } else {
        say("To try again what failed: gan resume " + folder.path());
      }
      return plan.backends().stream().allMatch(this::hasFailed) ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  /** By seed, then by backend; the reference too, for fewer iterations. */
  private void measureAll() throws IOException, InterruptedException {
    LinkedHashSet<String> names = new LinkedHashSet<>(plan.backends());
    names.add(REFERENCE);
    for (long seed = 0; seed < plan.seeds(); seed++) {
      for (String backend : names) {
        boolean onlyForDrift = !plan.backends().contains(backend);
        say(backend + ", seed " + seed + (onlyForDrift ? " (for the drift)" : ""));
        Optional<Outcome> outcome = outcome(backend, seed, onlyForDrift);
        if (outcome.isEmpty()) {
          return;
        }
        outcome.get().failure().ifPresent(reason -> say("  failed: " + reason));
        outcomes.computeIfAbsent(backend, name -> new LinkedHashMap<>()).put(seed, outcome.get());
        report(State.RUNNING);
      }
    }
  }

  /** Nothing, if it was interrupted. */
  private Optional<Outcome> outcome(String backend, long seed, boolean onlyForDrift)
      throws IOException, InterruptedException {
    Optional<Measurement> finished = folder.finished(backend, seed);
    if (finished.isPresent()) {
      say("  measured before");
      return Optional.of(new Outcome(finished, Optional.empty()));
    }
    int most = onlyForDrift ? REFERENCE_ITERATIONS : settings.get((int) seed).iterations();
    MeasuringProcess.End end = start(backend, seed, most).await();
    if (end.interrupted()) {
      interrupt();
    }
    if (isInterrupted()) {
      return Optional.empty();
    }
    Optional<Measurement> measured = folder.finished(backend, seed);
    return Optional.of(
        measured.isPresent()
            ? new Outcome(measured, Optional.empty())
            : new Outcome(measured, end.failure().or(() -> Optional.of("it left no measurement"))));
  }

  private synchronized MeasuringProcess start(String backend, long seed, int most)
      throws IOException {
    MeasuringProcess process =
        MeasuringProcess.start(main, folder, plan.experiment(), backend, seed, most);
    running = process;
    if (interrupted) {
      process.end();
    }
    return process;
  }

  private synchronized void interrupt() {
    interrupted = true;
    if (running != null) {
      running.end();
    }
  }

  private synchronized boolean isInterrupted() {
    return interrupted;
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private ComparisonReport report(State state) throws IOException {
    ComparisonReport report = ComparisonReport.of(comparison(state));
    report.write(folder.path());
    return report;
  }

  private <T> Stream<T> all(Function<Outcome, Optional<T>> part) {
    return outcomes.values().stream()
        .flatMap(bySeed -> bySeed.values().stream())
        .flatMap(outcome -> part.apply(outcome).stream());
  }

  private boolean hasFailed(String backend) {
    return outcomes.getOrDefault(backend, Map.of()).values().stream()
        .allMatch(outcome -> outcome.measurement().isEmpty());
  }

  private Comparison comparison(State state) {
    List<Result> results = new ArrayList<>();
    for (String backend : plan.backends()) {
      results.add(result(backend, outcomes.getOrDefault(backend, Map.of())));
    }
    return new Comparison(
        "The %s experiment on %s".formatted(plan.experiment(), String.join(", ", plan.backends())),
        state,
        settings(),
        all(Outcome::measurement).map(Measurement::real).findFirst().orElse(new Cloud(List.of())),
        results,
        drifts());
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
  private List<Drift> drifts() {
    List<String> backends = plan.backends();
    List<Drift> drifts = new ArrayList<>();
    for (long seed = 0; seed < plan.seeds(); seed++) {
      for (String backend : backends) {
        addDrift(drifts, backend, REFERENCE, seed);
      }
      for (int i = 0; i < backends.size(); i++) {
        for (int j = 0; j < i; j++) {
          addDrift(drifts, backends.get(i), backends.get(j), seed);
        }
      }
    }
    return drifts;
  }

  private void addDrift(List<Drift> drifts, String backend, String against, long seed) {
    Outcome one = outcomes.getOrDefault(backend, Map.of()).get(seed);
    Outcome other = outcomes.getOrDefault(against, Map.of()).get(seed);
    if (one != null && other != null && !backend.equals(against)) {
      one.measurement()
          .flatMap(a -> other.measurement().map(b -> a.driftFrom(b, backend, against, seed)))
          .ifPresent(drifts::add);
    }
  }

  private Map<String, String> settings() {
    Settings first = settings.get(0);
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("iterations", "%,d".formatted(first.iterations()));
    shown.put("seeds", "0 to " + (plan.seeds() - 1));
    shown.putAll(plan.circumstances());
    Json.asText(first).forEach(shown::putIfAbsent);
    shown.remove("seed");
    return shown;
  }
}
