package org.gan4j.examples.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gan4j.backend.Backend;
import org.gan4j.gan.TrainedGan;
import org.jspecify.annotations.Nullable;

/** A run that is in a folder: what its {@code run.json} says, and what can be made of it. */
public final class StoredRun<S extends Settings> {
  private final RunFolder folder;
  private final RunFile file;
  private final Experiment<S> experiment;
  private final S settings;

  private StoredRun(RunFolder folder, RunFile file, Experiment<S> experiment)
      throws JacksonException {
    this.folder = folder;
    this.file = file;
    this.experiment = experiment;
    this.settings = Json.exactly(file.origin().settings(), experiment.settingsType());
  }

  /**
   * Reads the run file of a folder. The name of the experiment says what its settings are.
   *
   * @throws BadDataException if there is none, it is not one, or it is of an unknown experiment
   */
  public static StoredRun<?> read(RunFolder folder, Experiments experiments) throws IOException {
    Path path = folder.runFile();
    try {
      JsonNode run = Json.tree(path);
      String name = run.path("experiment").asText();
      Experiment<?> experiment =
          experiments
              .named(name)
              .orElseThrow(
                  () ->
                      new BadDataException(
                          "%s is of the experiment \"%s\", which this gan4j does not have; it has %s"
                              .formatted(path, name, experiments.names())));
      if (!run.path("settings").isObject()) {
        throw new BadDataException(path + " is damaged: it has no settings");
      }
      return new StoredRun<>(folder, RunFile.of(run), experiment);
    } catch (NoSuchFileException e) {
      throw new BadDataException(
          folder.path()
              + " is no run folder: it has no run.json\n  fix: give a folder that gan train left");
    } catch (JacksonException e) {
      throw new BadDataException(
          path
              + " is damaged: "
              + where(e)
              + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
    }
  }

  private static String where(JacksonException failure) {
    return failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? mapping.getPath().stream()
            .map(reference -> String.valueOf(reference.getFieldName()))
            .collect(Collectors.joining(".", "", ": "))
        : "";
  }

  /** The experiment. */
  public Experiment<S> experiment() {
    return experiment;
  }

  /** Its settings. */
  public S settings() {
    return settings;
  }

  /** The backend that the run was on, and how. */
  public Engine engine() {
    return file.origin().engine();
  }

  /**
   * What {@code gan sample} draws from: the weights of a run that is done, otherwise its newest
   * whole checkpoint.
   *
   * @throws BadDataException if there are none
   */
  public Path weights() throws IOException {
    return folder.newestWeights(file.progress().status());
  }

  /** Draws samples from what the run stored. */
  public Drawn sample(SampleRequest request) throws IOException {
    return experiment.sample(settings, request);
  }

  /**
   * The trained GAN.
   *
   * @throws IllegalArgumentException if the run is of no GAN
   * @throws BadDataException if the weights are missing, damaged or those of another GAN
   */
  public TrainedGan restore(Backend backend) throws IOException {
    return experiment.restore(settings, backend, weights());
  }

  /** Where it comes from, for whoever gets a model of it. */
  public Map<String, String> provenance() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("gan4j.version", file.origin().gan4j());
    facts.put("gan4j.experiment", file.origin().experiment());
    facts.put("gan4j.settings", file.origin().settings().toString());
    facts.put("gan4j.backend", file.origin().backendDescription());
    facts.put("gan4j.status", file.progress().status().toString());
    return facts;
  }

  /**
   * Goes on with the run.
   *
   * @param iterations how many there shall be in all; null for as many as there were to be
   * @param data where the data are now; null for where they were
   * @param engine the backend that it goes on on
   * @param tensorBoard where TensorBoard finds runs; null if it is to find nothing
   * @return the exit code
   * @throws BadDataException if it would be another run
   */
  public int resume(
      @Nullable Integer iterations,
      @Nullable Path data,
      Engine engine,
      CheckpointChoice checkpoints,
      @Nullable Path tensorBoard,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    TrainingRun<S> run = run(iterations, data, engine, checkpoints, tensorBoard, out, err);
    try (RunLock lock = RunLock.of(folder.path())) {
      return run.resume(lock, file);
    }
  }

  /**
   * Makes weights, pictures and report again.
   *
   * @param data where the data are now; null for where they were
   * @return the exit code
   */
  public int report(@Nullable Path data, PrintWriter out, PrintWriter err) throws IOException {
    TrainingRun<S> run = run(null, data, engine(), CheckpointChoice.USUAL, null, out, err);
    try (RunLock lock = RunLock.of(folder.path())) {
      return run.report(lock, file);
    }
  }

  private TrainingRun<S> run(
      @Nullable Integer iterations,
      @Nullable Path data,
      Engine engine,
      CheckpointChoice checkpoints,
      @Nullable Path tensorBoard,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    ObjectNode changed = file.origin().settings().deepCopy();
    if (iterations != null) {
      changed.put("iterations", iterations);
    }
    if (data != null) {
      if (!changed.has("folder")) {
        throw new IllegalArgumentException(
            "the experiment %s reads no data\n  fix: leave out --data"
                .formatted(experiment.name()));
      }
      changed.put("folder", data.toString());
    }
    return TrainingRun.of(
        experiment,
        Json.exactly(changed, experiment.settingsType()),
        engine,
        checkpoints,
        tensorBoard,
        out,
        err);
  }
}
