package org.gan4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gan4j.check.Check;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training after some of its iterations. Everything random is a function of the seed
 * and of a number, so the state is the variables, how many iterations are done, and what listeners
 * remember. A training that is resumed from it takes the same course to the bit, on the same
 * backend and machine.
 *
 * <pre>{@code
 * Checkpoint checkpoint = Checkpoints.newest(folder).orElseThrow();
 * try (Trained trained = training.resume(backend, checkpoint, Checkpoints.in(folder))) { ... }
 * }</pre>
 *
 * <p>It is stored as safetensors: the variables, a tensor of bytes for each listener's memory, and
 * the rest as metadata. Reading one runs no code of it.
 */
public final class Checkpoint {
  private static final String ITERATIONS = "checkpoint.iterations";
  private static final String SEED = "checkpoint.seed";
  private static final String WALL_SECONDS = "checkpoint.wallSeconds";
  private static final String BACKEND = "checkpoint.backend";
  private static final String FINGERPRINT = "checkpoint.fingerprint.";
  private static final String MEMORY = "memory/";

  /** What two trainings can have different. */
  public enum Part {
    SEED,
    VARIABLES,
    /** Networks, losses, optimizers, or the order of the steps. */
    PROGRAMS,
    /** What the feeds draw. */
    DATA
  }

  /**
   * Something that a training has other than the one whose state this is.
   *
   * @param text says it: {@code its seed is 2, not 1}
   */
  public record Difference(Part part, String text) {
    /** Refuses null. */
    public Difference {
      Check.given("part", part);
      Check.given("text", text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final int iterations;
  private final long seed;
  private final double wallSeconds;
  private final String backend;
  private final Map<Variable, float[]> weights;
  private final Map<String, String> fingerprints;
  private final Map<String, String> notes;
  private final Map<String, RememberingListener.Memory> memories;

  Checkpoint(
      int iterations,
      long seed,
      double wallSeconds,
      String backend,
      Map<Variable, float[]> weights,
      Map<String, String> fingerprints,
      Map<String, String> notes,
      Map<String, RememberingListener.Memory> memories) {
    this.iterations = iterations;
    this.seed = seed;
    this.wallSeconds = wallSeconds;
    this.backend = backend;
    this.weights = weights;
    this.fingerprints = fingerprints;
    this.notes = notes;
    this.memories = memories;
  }

  /** How many iterations are done. */
  public int iterations() {
    return iterations;
  }

  /** The seed of the training. */
  public long seed() {
    return seed;
  }

  /** How long they took, in seconds, listeners included. */
  public double wallSeconds() {
    return wallSeconds;
  }

  /** The description of the backend, with the version of its engine. */
  public String backend() {
    return backend;
  }

  /** Every variable: parameters, running statistics, averages, optimizers' slots. */
  public Map<Variable, float[]> weights() {
    return weights;
  }

  /** What else was stored of the training, such as the normalization of its data. */
  public Map<String, String> notes() {
    return notes;
  }

  /** The same with more notes. */
  public Checkpoint withNotes(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(notes);
    all.putAll(more);
    return new Checkpoint(
        iterations, seed, wallSeconds, backend, weights, fingerprints, all, memories);
  }

  /**
   * The same state for a training that is meant to be another one: other data, another loss or
   * plan. Its variables must still be these.
   */
  public Checkpoint forChangedTraining() {
    return new Checkpoint(
        iterations, seed, wallSeconds, backend, weights, Map.of(), notes, memories);
  }

  /**
   * What a training has other than the one whose state this is, in words; nothing if it can be
   * resumed. Data are compared by what their first batches hold.
   */
  public List<Difference> differences(Training training) {
    List<Difference> differences = new ArrayList<>();
    if (training.seed() != seed) {
      differences.add(
          new Difference(Part.SEED, "its seed is %d, not %d".formatted(training.seed(), seed)));
    }
    Set<Variable> others = training.scheme().initialValues(seed).keySet();
    listVariables("it does not have ", weights.keySet(), others, differences);
    listVariables("it has besides ", others, weights.keySet(), differences);
    if (!fingerprints.isEmpty()) {
      differences.addAll(Fingerprints.differences(fingerprints, Fingerprints.of(training)));
    }
    return differences;
  }

  private static void listVariables(
      String problem, Set<Variable> these, Set<Variable> others, List<Difference> differences) {
    Set<Variable> missing = new LinkedHashSet<>(these);
    missing.removeAll(others);
    if (!missing.isEmpty()) {
      String some =
          missing.stream()
              .limit(3)
              .map(variable -> variable.name() + " of shape " + variable.shape())
              .collect(Collectors.joining(", "));
      String more = missing.size() > 3 ? " and %d more".formatted(missing.size() - 3) : "";
      differences.add(new Difference(Part.VARIABLES, problem + some + more));
    }
  }

  /** What a listener of this name remembers; null if there was none. */
  RememberingListener.@Nullable Memory memory(String name) {
    return memories.get(name);
  }

  /** Writes it to a file, which is on the disk, whole, when it appears under its name. */
  public void write(Path path) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(notes);
    metadata.put(ITERATIONS, String.valueOf(iterations));
    metadata.put(SEED, String.valueOf(seed));
    metadata.put(WALL_SECONDS, String.valueOf(wallSeconds));
    metadata.put(BACKEND, backend);
    fingerprints.forEach((name, value) -> metadata.put(FINGERPRINT + name, value));
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    for (Map.Entry<String, RememberingListener.Memory> memory : memories.entrySet()) {
      blobs.put(MEMORY + memory.getKey(), memory.getValue().bytes());
    }
    SafeTensors.write(path, new SafeTensors.Contents(weights, metadata, blobs));
  }

  /** Whether what a file holds is a checkpoint, and so has more than the weights of networks. */
  public static boolean isOne(SafeTensors.Contents contents) {
    return contents.metadata().containsKey(ITERATIONS);
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IOException if the file cannot be read, is damaged, or is no checkpoint; the message
   *     names it
   */
  public static Checkpoint read(Path path) throws IOException {
    SafeTensors.Contents contents = SafeTensors.readAll(path);
    Map<String, String> notes = new LinkedHashMap<>(contents.metadata());
    String iterations = notes.remove(ITERATIONS);
    String seed = notes.remove(SEED);
    String wallSeconds = notes.remove(WALL_SECONDS);
    String backend = notes.remove(BACKEND);
    if (iterations == null || seed == null || wallSeconds == null || backend == null) {
      throw new IOException(
          path + " is no checkpoint: it has weights, but not how far the training was");
    }
    Map<String, String> fingerprints = new LinkedHashMap<>();
    contents
        .metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(FINGERPRINT)) {
                fingerprints.put(key.substring(FINGERPRINT.length()), value);
                notes.remove(key);
              }
            });
    Map<String, RememberingListener.Memory> memories = new LinkedHashMap<>();
    contents
        .blobs()
        .forEach(
            (name, bytes) -> {
              if (name.startsWith(MEMORY)) {
                memories.put(name.substring(MEMORY.length()), () -> bytes);
              }
            });
    try {
      int done = Integer.parseInt(iterations);
      double seconds = Double.parseDouble(wallSeconds);
      if (done < 0 || !(seconds >= 0)) {
        throw new NumberFormatException(iterations + " iterations in " + wallSeconds + " s");
      }
      return new Checkpoint(
          done,
          Long.parseLong(seed),
          seconds,
          backend,
          contents.weights(),
          fingerprints,
          notes,
          memories);
    } catch (NumberFormatException e) {
      throw new IOException(path + " is no checkpoint: " + e.getMessage(), e);
    }
  }
}
