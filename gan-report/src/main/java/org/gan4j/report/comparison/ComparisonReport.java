package org.gan4j.report.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.gan4j.file.AtomicFile;
import org.gan4j.report.comparison.Comparison.Drift;
import org.gan4j.report.comparison.Comparison.Failure;
import org.gan4j.report.comparison.Comparison.Result;
import org.gan4j.report.comparison.Comparison.Run;
import org.gan4j.report.page.HtmlPage;
import org.jspecify.annotations.Nullable;

/** A comparison of backends as files: a page for people, JSON and CSV for programs. */
public final class ComparisonReport {
  private static final String PAGE = "compare.html";

  private final Comparison comparison;

  private ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The report on a comparison. */
  public static ComparisonReport of(Comparison comparison) {
    return new ComparisonReport(comparison);
  }

  /**
   * Writes {@code compare.html}, {@code compare.csv} and {@code compare.json} into a folder.
   *
   * @return the page
   */
  public Path write(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    String rows = String.join("\n", csv()) + "\n";
    AtomicFile.write(
        folder.resolve("compare.json"), file -> json.writeValue(file.toFile(), comparison));
    AtomicFile.write(folder.resolve("compare.csv"), file -> Files.writeString(file, rows));
    HtmlPage.of(ComparisonReport.class, PAGE).write(folder.resolve(PAGE), comparison);
    return folder.resolve(PAGE);
  }

  /** The means over the seeds as a Markdown table, one row a backend. */
  public String table() {
    List<String> lines = new ArrayList<>();
    List<String> metrics = List.copyOf(metricNames());
    lines.add(
        "| backend | steps a second | first step, s | peak memory, MB |"
            + join(metrics, " %s |")
            + " parts from the reference at iteration |");
    lines.add("|---|---|---|---|" + "---|".repeat(metrics.size()) + "---|");
    for (Result result : comparison.backends()) {
      lines.add(result.runs().isEmpty() ? failed(result, metrics.size()) : row(result, metrics));
    }
    return String.join("\n", lines) + "\n";
  }

  private String row(Result result, List<String> metrics) {
    StringBuilder row = new StringBuilder();
    row.append("| `%s` |".formatted(result.backend()));
    row.append(cell("%,.0f", result.over(Run::stepsPerSecond)));
    row.append(cell("%.1f", result.over(Run::secondsToFirstStep)));
    row.append(cell("%,.0f", result.over(ComparisonReport::memory)));
    for (String name : metrics) {
      row.append(cell("%.4g", result.over(run -> run.metrics().getOrDefault(name, Double.NaN))));
    }
    return row.append(partedAt(result)).toString();
  }

  private static String failed(Result result, int metrics) {
    String why =
        result.failures().stream()
            .map(failure -> "failed: " + failure.reason().lines().findFirst().orElse(""))
            .findFirst()
            .orElse("not measured");
    return "| `%s` | %s |".formatted(result.backend(), why) + " |".repeat(metrics + 3);
  }

  private static String cell(String format, Statistic statistic) {
    if (Double.isNaN(statistic.mean())) {
      return " unknown |";
    }
    String deviation = statistic.deviation() == 0 ? "" : " ± " + format;
    return (" " + format + deviation + " |").formatted(statistic.mean(), statistic.deviation());
  }

  /** Backends that never part are left out of the mean. */
  private String partedAt(Result result) {
    double[] iterations =
        comparison.drifts().stream()
            .filter(drift -> drift.backend().equals(result.backend()))
            .filter(drift -> drift.against().equals(reference()))
            .map(Drift::partedAt)
            .filter(Objects::nonNull)
            .mapToDouble(Integer::doubleValue)
            .toArray();
    return iterations.length == 0 ? " not seen |" : cell("%,.0f", Statistic.of(iterations));
  }

  /** What the first backend is compared with is what all are. */
  private String reference() {
    return comparison.drifts().isEmpty() ? "" : comparison.drifts().get(0).against();
  }

  private List<String> csv() {
    Set<String> metrics = metricNames();
    List<String> lines = new ArrayList<>();
    lines.add(
        "backend,seed,stepsPerSecond,secondsToFirstStep,peakMegabytes"
            + join(metrics, ",%s")
            + ",partedFromReferenceAt,failure");
    for (Result result : comparison.backends()) {
      for (Run run : result.runs()) {
        lines.add(
            "%s,%s,%s,%s,%s"
                    .formatted(
                        result.backend(),
                        run.seed(),
                        run.stepsPerSecond(),
                        run.secondsToFirstStep(),
                        text(run.peakMegabytes()))
                + join(metrics.stream().map(name -> text(run.metrics().get(name))).toList(), ",%s")
                + ","
                + partedAt(result.backend(), run.seed())
                + ",");
      }
      for (Failure failure : result.failures()) {
        lines.add(
            "%s,%s,,,".formatted(result.backend(), failure.seed())
                + ",".repeat(metrics.size())
                + ",,\""
                + failure.reason().replace("\"", "\"\"")
                + "\"");
      }
    }
    return lines;
  }

  private String partedAt(String backend, long seed) {
    return comparison.drifts().stream()
        .filter(drift -> drift.backend().equals(backend) && drift.seed() == seed)
        .findFirst()
        .map(Drift::partedAt)
        .map(Object::toString)
        .orElse("");
  }

  private Set<String> metricNames() {
    Set<String> names = new TreeSet<>();
    comparison.backends().stream()
        .flatMap(result -> result.runs().stream())
        .map(Run::metrics)
        .map(Map::keySet)
        .forEach(names::addAll);
    return names;
  }

  private static double memory(Run run) {
    Double megabytes = run.peakMegabytes();
    return megabytes == null ? Double.NaN : megabytes;
  }

  private static String text(@Nullable Double value) {
    return value == null ? "" : value.toString();
  }

  private static String join(Iterable<String> parts, String format) {
    StringBuilder joined = new StringBuilder();
    parts.forEach(part -> joined.append(format.formatted(part)));
    return joined.toString();
  }
}
