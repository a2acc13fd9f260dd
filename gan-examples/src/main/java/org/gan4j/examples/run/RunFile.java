package org.gan4j.examples.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.metrics.Protocol;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run.json} says of a run, from its first second: what was begun, where it was taken up
 * again, in the order of time, and how far it has come.
 */
record RunFile(Origin origin, Progress progress, List<Resumption> resumed) {
  private static final String RESUMED = "resumed";

  /**
   * What was begun.
   *
   * @param settings the {@link Settings} of the experiment
   * @param backendDescription with the version of the engine
   * @param backendOptions none in files of gan4j before 2026-12
   */
  record Origin(
      String experiment,
      ObjectNode settings,
      long seed,
      String gan4j,
      String jvm,
      String os,
      String backend,
      String backendDescription,
      int threads,
      String device,
      @Nullable Map<String, String> backendOptions) {

    static Origin of(String experiment, Settings settings, Engine engine, String description) {
      return new Origin(
          experiment,
          Json.tree(settings),
          settings.seed(),
          Version.CURRENT,
          System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
          System.getProperty("os.name") + " " + System.getProperty("os.arch"),
          engine.backend(),
          description,
          engine.threads(),
          engine.device(),
          engine.options());
    }

    Engine engine() {
      return new Engine(
          backend, threads, device, backendOptions == null ? Map.of() : backendOptions);
    }

    /** The same, of which there shall be more iterations, or whose data are elsewhere. */
    Origin with(Settings newSettings) {
      return new Origin(
          experiment,
          Json.tree(newSettings),
          seed,
          gan4j,
          jvm,
          os,
          backend,
          backendDescription,
          threads,
          device,
          backendOptions);
    }
  }

  /**
   * How far it has come.
   *
   * @param reason why it diverged or failed
   * @param metrics the last ones
   * @param metricsOverTime metrics at some iterations, in their order
   * @param protocol how metrics were made that depend on more than the samples
   */
  record Progress(
      RunStatus status,
      @Nullable String reason,
      int iterationsDone,
      boolean stopped,
      double wallSeconds,
      long optimizerSteps,
      double stepsPerSecond,
      Map<String, Double> metrics,
      List<MetricsAt> metricsOverTime,
      @Nullable Protocol protocol) {
    static final Progress NONE =
        new Progress(RunStatus.RUNNING, null, 0, false, 0, 0, 0, Map.of(), List.of(), null);

    /** The same, in which training goes on. */
    Progress running() {
      return ended(RunStatus.RUNNING, null);
    }

    /** The same, and how it ended. */
    Progress ended(RunStatus newStatus, @Nullable String newReason) {
      return new Progress(
          newStatus,
          newReason,
          iterationsDone,
          stopped,
          wallSeconds,
          optimizerSteps,
          stepsPerSecond,
          metrics,
          metricsOverTime,
          protocol);
    }

    static Progress of(
        TrainingSummary summary, List<MetricsAt> metrics, @Nullable Protocol protocol) {
      return new Progress(
          summary.stopped() ? RunStatus.INTERRUPTED : RunStatus.DONE,
          null,
          summary.iterations(),
          summary.stopped(),
          summary.wallSeconds(),
          summary.optimizerSteps(),
          summary.stepsPerSecond(),
          metrics.isEmpty() ? Map.of() : metrics.get(metrics.size() - 1).metrics(),
          metrics,
          protocol);
    }
  }

  /** Metrics at one iteration. */
  record MetricsAt(int iteration, Map<String, Double> metrics) {}

  /**
   * A run that goes on.
   *
   * @param iteration the first that it trains
   * @param warnings by what the result may differ from that of an uninterrupted run
   */
  record Resumption(
      int iteration,
      String gan4j,
      String backend,
      String backendDescription,
      List<String> warnings) {}

  RunFile with(Progress newProgress) {
    return new RunFile(origin, newProgress, resumed);
  }

  void write(Path path) throws IOException {
    ObjectNode all = Json.tree(origin);
    all.setAll(Json.tree(progress));
    all.putPOJO(RESUMED, resumed);
    Json.write(path, all);
  }

  /** Reads what {@link #write} has written. */
  static RunFile of(JsonNode all) throws JacksonException {
    JsonNode resumed = all.path(RESUMED);
    return new RunFile(
        Json.as(all, Origin.class),
        Json.as(all, Progress.class),
        resumed.isArray() ? List.of(Json.as(resumed, Resumption[].class)) : List.of());
  }
}
