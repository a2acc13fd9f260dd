package org.gan4j.examples.compare;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.examples.run.BadDataException;
import org.gan4j.examples.run.Json;
import org.gan4j.examples.run.Settings;

/**
 * The folder that a comparison leaves. Until everything is measured, {@code measurements/} holds
 * what continues it: the plan, the settings of each seed, and what was measured so far.
 */
record ComparisonFolder(Path path) {
  /** The file by which such a folder is known, from its first second on. */
  static final String SIGN = "compare.json";

  /** Stores what will be measured. */
  void begin(ComparisonPlan plan, List<? extends Settings> settingsBySeed) throws IOException {
    Files.createDirectories(measurements());
    for (int seed = 0; seed < settingsBySeed.size(); seed++) {
      Json.write(settings(seed), settingsBySeed.get(seed));
    }
    Json.write(planFile(), plan);
  }

  /** Whether something is left to be measured. */
  boolean isUnfinished() {
    return Files.exists(measurements());
  }

  /**
   * What is measured in this folder.
   *
   * @throws BadDataException if that cannot be told
   */
  ComparisonPlan plan() throws IOException {
    return read(planFile(), ComparisonPlan.class);
  }

  /** The settings of a seed, as a process of its own reads them. */
  Path settings(long seed) {
    return measurements().resolve("settings-" + seed + ".json");
  }

  /** The settings of a seed. */
  <S extends Settings> S settings(long seed, Class<S> type) throws IOException {
    return read(settings(seed), type);
  }

  /** Where a measurement is put. */
  Path measurement(String backend, long seed) {
    return measurements().resolve(backend + "-" + seed + ".json");
  }

  /** A measurement, if it was finished. */
  Optional<Measurement> finished(String backend, long seed) throws IOException {
    try {
      return Optional.ofNullable(Json.read(measurement(backend, seed), Measurement.class));
    } catch (NoSuchFileException | JacksonException unfinished) {
      return Optional.empty();
    }
  }

  /** What the process of a measurement prints. */
  Path log(String backend, long seed) throws IOException {
    return Files.createDirectories(path.resolve("logs")).resolve(backend + "-" + seed + ".log");
  }

  /** Everything was measured: nothing continues it any more. */
  void end() throws IOException {
    try (Stream<Path> files = Files.list(measurements())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(measurements());
  }

  private Path planFile() {
    return measurements().resolve("plan.json");
  }

  private Path measurements() {
    return path.resolve("measurements");
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      T value = Json.read(file, type);
      if (value == null) {
        throw new BadDataException(file + " is damaged: it says null");
      }
      return value;
    } catch (NoSuchFileException e) {
      throw new BadDataException(
          file + " is missing, without which the comparison cannot be continued");
    } catch (JacksonException e) {
      throw new BadDataException(file + " is damaged: " + e.getOriginalMessage());
    }
  }
}
