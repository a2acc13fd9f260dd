package org.gan4j.examples.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gan4j.backend.Backend;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Checkpoints;
import org.gan4j.train.Training;

/**
 * From where a run goes on, and what is not as it was.
 *
 * @param checkpoint none if the run has to begin at its first iteration
 * @param warnings by what the result may differ from that of an uninterrupted run
 */
record Continuation(Optional<Checkpoint> checkpoint, List<String> warnings) {
  private static final String SETTINGS = "settings";
  private static final String ITERATIONS = "iterations";

  /** What a checkpoint notes, so that it can be compared with the run file. */
  static Map<String, String> notes(RunFile.Origin origin) {
    return Map.of(
        "experiment",
        origin.experiment(),
        SETTINGS,
        origin.settings().toString(),
        "gan4j",
        Version.CURRENT);
  }

  /** The newest whole checkpoint of a run; warns of damaged ones. */
  static Optional<Checkpoint> newest(RunFolder folder, PrintWriter err) throws IOException {
    try {
      return Checkpoints.newest(
          folder.checkpoints(),
          damaged ->
              err.printf(
                  "gan: warning: %s%n  an older checkpoint is used%n", damaged.getMessage()));
    } catch (IOException e) {
      throw new BadDataException(
          e.getMessage()
              + "\n  fix: remove it, and gan resume begins the run at its first iteration");
    }
  }

  /**
   * From a checkpoint on.
   *
   * @param training as the run would go on
   * @throws BadDataException if that would be another run
   */
  static Continuation from(
      Checkpoint checkpoint, RunFile.Origin origin, Training training, Backend backend) {
    if (training.iterations() < checkpoint.iterations()) {
      throw new IllegalArgumentException(
          "%d iterations are done already\n  fix: give --iterations at least that number"
              .formatted(checkpoint.iterations()));
    }
    requireSameSettings(checkpoint, origin);
    List<String> warnings = new ArrayList<>();
    if (!origin.gan4j().equals(Version.CURRENT)) {
      warnings.add(
          "the run was begun by gan4j %s, and this is %s"
              .formatted(origin.gan4j(), Version.CURRENT));
    }
    if (!checkpoint.backend().equals(backend.description())) {
      warnings.add(
          "the run was on %s, and goes on on %s: from the same weights, with other rounding"
              .formatted(checkpoint.backend(), backend.description()));
    }
    List<Checkpoint.Difference> differences = checkpoint.differences(training);
    if (differences.isEmpty()) {
      return new Continuation(Optional.of(checkpoint), warnings);
    }
    boolean longer = training.iterations() != origin.settings().path(ITERATIONS).asInt();
    if (longer && differences.stream().allMatch(d -> d.part() == Checkpoint.Part.PROGRAMS)) {
      warnings.add(
          "the learning rate depends on the number of iterations: from here on it is that of a run of %d"
              .formatted(training.iterations()));
      return new Continuation(Optional.of(checkpoint.forChangedTraining()), warnings);
    }
    throw new BadDataException(
        "the run cannot go on, since it would be another one: %s\n  fix: give it the data and the settings that it had"
            .formatted(
                differences.stream().map(Object::toString).collect(Collectors.joining("; "))));
  }

  private static void requireSameSettings(Checkpoint checkpoint, RunFile.Origin origin) {
    String noted = checkpoint.notes().get(SETTINGS);
    if (noted == null) {
      return;
    }
    try {
      JsonNode before = Json.tree(noted);
      Iterator<String> names = origin.settings().fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        JsonNode now = origin.settings().get(name);
        if (!name.equals(ITERATIONS) && !now.equals(before.path(name))) {
          throw new BadDataException(
              "run.json says %s %s, and the checkpoint %s\n  fix: undo the change of run.json"
                  .formatted(name, now, before.path(name)));
        }
      }
    } catch (JacksonException e) {
      throw new BadDataException("the settings in the checkpoint are damaged: " + e.getMessage());
    }
  }
}
