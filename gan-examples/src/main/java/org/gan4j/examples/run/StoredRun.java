package org.gan4j.examples.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The experiment and the settings of a run, read from its {@code run.json}. */
public record StoredRun<S extends Settings>(Experiment<S> experiment, S settings) {

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
      return of(experiment, run.path("settings"));
    } catch (NoSuchFileException e) {
      throw new BadDataException(
          folder.path()
              + " is no run folder: it has no run.json\n  fix: give a folder that gan train left");
    } catch (JacksonException e) {
      throw new BadDataException(path + " is damaged: " + e.getOriginalMessage());
    }
  }

  private static <S extends Settings> StoredRun<S> of(Experiment<S> experiment, JsonNode settings)
      throws JacksonException {
    return new StoredRun<>(experiment, Json.as(settings, experiment.settingsType()));
  }

  /** Draws samples from what the run stored. */
  public Drawn sample(SampleRequest request) throws IOException {
    return experiment.sample(settings, request);
  }
}
