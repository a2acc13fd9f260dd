package org.gan4j.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gan4j.backend.Backends;
import org.gan4j.data.Rows;
import org.gan4j.data.Samples;
import org.gan4j.examples.MeasuringProcess.Outcome;
import org.gan4j.random.RandomStream;
import org.gan4j.report.Cloud;
import org.gan4j.report.Comparison;
import org.gan4j.report.Comparison.Drift;
import org.gan4j.report.Comparison.Failure;
import org.gan4j.report.Comparison.Result;
import org.gan4j.report.Comparison.Run;
import org.gan4j.report.ComparisonReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares backends on the quadratic experiment with its original settings. */
@Command(
    name = "quadratic",
    description = "The quadratic experiment, each training in a process of its own.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {"", "Exit codes: 0 done, 1 every backend failed, 2 bad usage."})
final class CompareQuadraticCommand implements Callable<Integer> {
  private static final String REFERENCE = "reference";

  /** The reference interpreter takes a second for about ten iterations. */
  private static final int REFERENCE_ITERATIONS = 100;

  private static final int SHOWN_SAMPLES = 500;

  @Spec private CommandSpec spec;

  @Option(
      names = "--backends",
      split = ",",
      required = true,
      paramLabel = "NAME",
      description = "The backends to compare, such as jvm,nd4j,tf (see: gan list).")
  private List<String> backends = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many seeds: 0 to N-1. Default: ${DEFAULT-VALUE}")
  private int seeds = 3;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "10001",
      description = "Default: ${DEFAULT-VALUE}")
  private int iterations = 10_001;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/compare-quadratic",
      description = "The folder of the report. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("");

  @Option(names = "--overwrite", description = "Replace an earlier comparison in that folder.")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds < 1 || iterations < 1) {
      throw new IllegalArgumentException(
          "--seeds and --iterations must be at least 1, not " + Math.min(seeds, iterations));
    }
    backends.forEach(Backends::named);
    RunFolder folder = RunFolder.create(out, "compare.json", overwrite);
    Map<String, Map<Long, Outcome>> outcomes = measureAll(folder.path());
    Comparison comparison = comparison(outcomes);
    ComparisonReport report = ComparisonReport.of(comparison);
    Path page = report.write(folder.path());
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%n%s%nReport: %s%n", report.table(), page);
    terminal.flush();
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
        int count = onlyForDrift ? Math.min(iterations, REFERENCE_ITERATIONS) : iterations;
        Outcome outcome = new MeasuringProcess(backend, seed, count).run(logs);
        outcome.failure().ifPresent(reason -> say("  failed: " + reason));
        outcomes.computeIfAbsent(backend, name -> new LinkedHashMap<>()).put(seed, outcome);
      }
    }
    return outcomes;
  }

  private void say(String line) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(line);
    terminal.flush();
  }

  private Comparison comparison(Map<String, Map<Long, Outcome>> outcomes) {
    List<Result> results = new ArrayList<>();
    for (String backend : backends) {
      results.add(result(backend, outcomes.getOrDefault(backend, Map.of())));
    }
    return new Comparison(
        "The quadratic experiment on " + String.join(", ", backends),
        settings(),
        real(),
        results,
        drifts(outcomes));
  }

  private static Cloud real() {
    Samples truth = QuadraticSettings.faithful().samples();
    float[] rows = new float[SHOWN_SAMPLES * truth.rowShape().elementCount()];
    truth.fill(rows, SHOWN_SAMPLES, RandomStream.of(0, "comparison"));
    return Cloud.of(Rows.split(rows, truth.rowShape().elementCount()));
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
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("iterations", "%,d".formatted(iterations));
    settings.put("seeds", "0 to " + (seeds - 1));
    settings.put("gan4j", "0.1.0-SNAPSHOT");
    settings.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    settings.put(
        "machine",
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
    settings.putAll(RunFile.asText(QuadraticSettings.faithful()));
    settings.remove("seed");
    return settings;
  }
}
