package org.gan4j.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gan4j.report.comparison.Comparison.Difference;
import org.gan4j.report.comparison.Comparison.Drift;
import org.gan4j.report.comparison.Comparison.Failure;
import org.gan4j.report.comparison.Comparison.Losses;
import org.gan4j.report.comparison.Comparison.Result;
import org.gan4j.report.comparison.Comparison.Run;
import org.gan4j.report.picture.Cloud;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
  private static final Cloud POINTS = new Cloud(List.of(new Cloud.Point(1, 2)));
  private static final Comparison COMPARISON =
      new Comparison(
          "a comparison",
          Comparison.State.DONE,
          Map.of("iterations", "7"),
          POINTS,
          List.of(
              new Result(
                  "fast", "engine 1", List.of(run(0, 1000, 90.0), run(1, 3000, 94.0)), List.of()),
              new Result("odd", "engine 2", List.of(run(0, 10, null)), List.of()),
              new Result(
                  "lost", "", List.of(), List.of(new Failure(0, "no \"engine\"\n  fix: x")))),
          List.of(
              new Drift("fast", "reference", 0, List.of(new Difference(0, 1e-8, 1e-7)), 40),
              new Drift("fast", "reference", 1, List.of(new Difference(0, 1e-8, 1e-7)), 60),
              new Drift("odd", "reference", 0, List.of(new Difference(0, 0, 0)), null),
              new Drift("odd", "fast", 0, List.of(new Difference(0, 0, 0)), 3)));

  private static Run run(long seed, double steps, @Nullable Double megabytes) {
    return new Run(
        seed,
        1.5,
        steps,
        megabytes,
        List.of(new Losses(0, Map.of("generator", 0.7))),
        Map.of("withinBand", 0.5),
        POINTS,
        null);
  }

  @Test
  void theTableHasARowForEachBackend() {
    assertThat(ComparisonReport.of(COMPARISON).table().lines())
        .containsExactly(
            "| backend | steps a second | first step, s | peak memory, MB | withinBand |"
                + " parts from the reference at iteration |",
            "|---|---|---|---|---|---|",
            "| `fast` | 2,000 ± 1,414 | 1.5 | 92 ± 3 | 0.5000 | 50 ± 14 |",
            "| `odd` | 10 | 1.5 | unknown | 0.5000 | not seen |",
            "| `lost` | failed: no \"engine\" | | | | |");
  }

  @Test
  void numbersAreTheSameInEveryLanguage() {
    String table = ComparisonReport.of(COMPARISON).table();
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat("%d".formatted(1)).as("this language has digits of its own").isNotEqualTo("1");
      assertThat(ComparisonReport.of(COMPARISON).table()).isEqualTo(table);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void programsGetEveryRun(@TempDir Path folder) throws IOException {
    Path page = ComparisonReport.of(COMPARISON).write(folder);
    assertThat(folder.resolve("compare.csv"))
        .hasContent(
            """
            backend,seed,stepsPerSecond,secondsToFirstStep,peakMegabytes,withinBand,partedFromReferenceAt,failure
            fast,0,1000.0,1.5,90.0,0.5,40,
            fast,1,3000.0,1.5,94.0,0.5,60,
            odd,0,10.0,1.5,,0.5,,
            lost,0,,,,,,"no ""engine""
              fix: x"
            """);
    var json = new ObjectMapper().readTree(folder.resolve("compare.json").toFile());
    assertThat(json.get("backends").get(0).get("runs").get(1).get("stepsPerSecond").asDouble())
        .isEqualTo(3000);
    assertThat(json.get("drifts").get(2).get("partedAt").isNull()).isTrue();
    assertThat(json.at("/backends/0/runs/0/losses/0").toString())
        .isEqualTo("{\"iteration\":0,\"generator\":0.7}");
    String text = Files.readString(page);
    String start = "const data = ";
    assertThat(new ObjectMapper().readTree(text.substring(text.indexOf(start) + start.length())))
        .isEqualTo(json);
  }

  @Test
  void aStatisticIsMeanAndSampleDeviation() {
    assertThat(Statistic.of(1, 2, 6)).isEqualTo(new Statistic(3, Math.sqrt(7)));
    assertThat(Statistic.of(4)).isEqualTo(new Statistic(4, 0));
    assertThat(Statistic.of().mean()).isNaN();
  }
}
