package org.gan4j.examples;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.data.Normalization;
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
    ExperimentSettings settings,
    @Nullable Normalization normalization,
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
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Metrics at one iteration. */
  record MetricsAt(int iteration, Map<String, Double> metrics) {}

  /** Every setting by its name, for people. */
  static Map<String, String> asText(ExperimentSettings settings) {
    Map<String, String> text = new LinkedHashMap<>();
    JSON.valueToTree(settings)
        .properties()
        .forEach(
            field ->
                text.put(
                    field.getKey(),
                    field.getValue().isValueNode()
                        ? field.getValue().asText()
                        : field.getValue().toString()));
    return text;
  }

  /** Writes the file, which appears only when it is whole. */
  void write(Path path) throws IOException {
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    JSON.writeValue(partial.toFile(), this);
    Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads the run file of a folder.
   *
   * @throws BadDataException if there is none, or it is not one
   */
  static RunFile read(RunFolder folder) throws IOException {
    Path path = folder.runFile();
    try {
      return JSON.readValue(Files.readAllBytes(path), RunFile.class);
    } catch (NoSuchFileException e) {
      throw new BadDataException(
          folder.path()
              + " is no run folder: it has no run.json\n  fix: give a folder that gan train left");
    } catch (JacksonException e) {
      throw new BadDataException(path + " is damaged: " + e.getOriginalMessage());
    }
  }
}
