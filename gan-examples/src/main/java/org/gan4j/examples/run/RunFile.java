package org.gan4j.examples.run;

import java.util.List;
import java.util.Map;
import org.gan4j.metrics.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run.json} says of a run.
 *
 * @param metricsOverTime metrics at some iterations, in their order
 * @param protocol how metrics were made that depend on more than the samples
 */
record RunFile(
    String experiment,
    Settings settings,
    long seed,
    String gan4j,
    String jvm,
    String os,
    String backend,
    String backendDescription,
    int iterationsDone,
    boolean stopped,
    double wallSeconds,
    long optimizerSteps,
    double stepsPerSecond,
    Map<String, Double> metrics,
    List<MetricsAt> metricsOverTime,
    @Nullable Protocol protocol) {

  /** Metrics at one iteration. */
  record MetricsAt(int iteration, Map<String, Double> metrics) {}
}
