package org.gan4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gan4j.check.Check;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoints of a training in a folder: one every minute, by default, and one at its end,
 * also if it was stopped. Training waits only while the variables are copied; a thread writes them.
 * The last two are kept, so that there is a whole one whatever happens to the process.
 *
 * <pre>{@code
 * trainer.train(gan, data, plan, Checkpoints.in(folder).every(Duration.ofSeconds(30)));
 * ...
 * Checkpoint newest = Checkpoints.newest(folder).orElseThrow();
 * trainer.resume(gan, data, plan, newest, Checkpoints.in(folder));
 * }</pre>
 *
 * <p>A file is named {@code iteration_N.safetensors} by the iterations that are done.
 */
public final class Checkpoints implements RememberingListener {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("iteration_(\\d{1,10})\\.safetensors");

  private final Path folder;
  private final Rhythm rhythm;
  private final int kept;
  private final Map<String, String> notes;
  private final @Nullable Best best;

  private boolean resumed;
  private @Nullable Iteration training;
  private long lastNanos;
  private int lastIterations = -1;
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
  private @Nullable Throwable failure;

  /** When one is due: after a time, or after a number of iterations. */
  private record Rhythm(long nanos, int iterations) {}

  /** By what a checkpoint is the best, and the best so far. */
  private static final class Best {
    private final int interval;
    private final String metric;
    private final ToDoubleFunction<Iteration> cost;
    private double least = Double.POSITIVE_INFINITY;

    Best(int interval, String metric, ToDoubleFunction<Iteration> cost) {
      this.interval = interval;
      this.metric = metric;
      this.cost = cost;
    }
  }

  private Checkpoints(
      Path folder, Rhythm rhythm, int kept, Map<String, String> notes, @Nullable Best best) {
    this.folder = folder;
    this.rhythm = rhythm;
    this.kept = kept;
    this.notes = notes;
    this.best = best;
  }

  /**
   * Checkpoints in a folder, which is made when the first one is written.
   *
   * @throws IllegalArgumentException when a new training starts and the folder has checkpoints of
   *     another one: resume that, or choose another folder
   */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(
        Check.given("folder", folder), new Rhythm(INTERVAL.toNanos(), 0), KEPT, Map.of(), null);
  }

  /** The same with one after so much time, more than none. */
  public Checkpoints every(Duration interval) {
    Check.given("interval", interval);
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "the time between checkpoints must be positive, not " + interval);
    }
    return new Checkpoints(folder, new Rhythm(interval.toNanos(), 0), kept, notes, best);
  }

  /** The same with one after so many iterations, at least 1. */
  public Checkpoints every(int iterations) {
    Check.atLeastOne("the iterations between checkpoints", iterations);
    return new Checkpoints(folder, new Rhythm(0, iterations), kept, notes, best);
  }

  /** The same, of which the last so many are kept, at least 1. */
  public Checkpoints keeping(int last) {
    Check.atLeastOne("the number of checkpoints that are kept", last);
    return new Checkpoints(folder, rhythm, last, notes, best);
  }

  /** The same with notes in each file, such as the settings of the run. */
  public Checkpoints withNotes(Map<String, String> newNotes) {
    return new Checkpoints(
        folder, rhythm, kept, Map.copyOf(Check.given("newNotes", newNotes)), best);
  }

  /**
   * The same that also keeps the best one, as {@code best.safetensors}.
   *
   * @param interval how many iterations there are between two that are compared, at least 1
   * @param metric the name of the metric, which the file notes with its value
   * @param cost the metric, the lower the better; what is not finite is never the best
   */
  public Checkpoints keepingBest(int interval, String metric, ToDoubleFunction<Iteration> cost) {
    Check.atLeastOne("the iterations between metrics", interval);
    Best newBest = new Best(interval, Check.given("metric", metric), Check.given("cost", cost));
    return new Checkpoints(folder, rhythm, kept, notes, newBest);
  }

  /**
   * The newest whole checkpoint in a folder, if there is one.
   *
   * @throws IOException if there are only damaged ones
   */
  public static Optional<Checkpoint> newest(Path folder) throws IOException {
    return newest(folder, damaged -> {});
  }

  /**
   * The newest whole checkpoint in a folder, if there is one.
   *
   * @param damaged is told of newer ones that cannot be read
   * @throws IOException if there are only damaged ones
   */
  public static Optional<Checkpoint> newest(Path folder, Consumer<IOException> damaged)
      throws IOException {
    Check.given("damaged", damaged);
    IOException first = null;
    for (Path file : files(folder)) {
      try {
        Checkpoint checkpoint = Checkpoint.read(file);
        if (first != null) {
          damaged.accept(first);
        }
        return Optional.of(checkpoint);
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
    return Optional.empty();
  }

  /** The checkpoints in a folder, the newest first; none if there is no folder. */
  public static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(Check.given("folder", folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> iterations(file) >= 0)
          .sorted(Comparator.comparingLong(Checkpoints::iterations).reversed())
          .toList();
    }
  }

  private static long iterations(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  @Override
  public String memoryName() {
    return "checkpoints";
  }

  @Override
  public Memory remember() {
    String least = best == null ? "" : String.valueOf(best.least);
    return () -> least.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void recall(byte[] memory) {
    resumed = true;
    if (best != null && memory.length > 0) {
      best.least = Double.parseDouble(new String(memory, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void trainingStarted(Training started) {
    try {
      if (!resumed && !files(folder).isEmpty()) {
        throw new IllegalArgumentException(
            "the folder %s has checkpoints of an earlier training\n  fix: resume that training, or choose another folder"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder of checkpoints " + folder, e);
    }
    lastNanos = System.nanoTime();
  }

  @Override
  public void iterationClosed(Iteration iteration) {
    training = iteration;
    int done = iteration.number() + 1;
    if (rhythm.iterations > 0) {
      if (done % rhythm.iterations == 0) {
        join();
        write(iteration.checkpoint());
      }
    } else if (System.nanoTime() - lastNanos >= rhythm.nanos && writing.isDone()) {
      write(iteration.checkpoint());
    }
    if (best != null && iteration.number() > 0 && iteration.number() % best.interval == 0) {
      compare(iteration, best);
    }
  }

  private void compare(Iteration iteration, Best measured) {
    double cost = measured.cost.applyAsDouble(iteration);
    if (Double.isFinite(cost) && cost < measured.least) {
      measured.least = cost;
      Checkpoint checkpoint =
          iteration.checkpoint().withNotes(Map.of("best." + measured.metric, String.valueOf(cost)));
      join();
      writing = CompletableFuture.runAsync(() -> store(checkpoint, "best"), writer());
    }
  }

  private void write(Checkpoint checkpoint) {
    lastNanos = System.nanoTime();
    lastIterations = checkpoint.iterations();
    writing =
        CompletableFuture.runAsync(
            () -> {
              store(checkpoint, "iteration_" + checkpoint.iterations());
              prune(checkpoint.iterations());
            },
            writer());
  }

  private static Executor writer() {
    return work -> {
      Thread thread = new Thread(work, "gan-checkpoint");
      thread.setDaemon(true);
      thread.start();
    };
  }

  private void store(Checkpoint checkpoint, String name) {
    try {
      Files.createDirectories(folder);
      checkpoint.withNotes(notes).write(folder.resolve(name + ".safetensors"));
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Of those that a training had written before it was resumed from an older one, none stays. */
  private void prune(int newest) {
    try {
      int older = 0;
      for (Path file : files(folder)) {
        if (iterations(file) > newest || ++older > kept) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove old checkpoints from " + folder, e);
    }
  }

  /** A later checkpoint may succeed where this one failed, so only the last failure counts. */
  private void join() {
    try {
      writing.join();
      failure = null;
    } catch (CompletionException e) {
      failure = e.getCause();
    }
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    join();
    Iteration last = training;
    if (last != null && (lastIterations < summary.iterations() || failure != null)) {
      write(last.checkpoint());
      join();
    }
    if (failure instanceof UncheckedIOException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException("the last checkpoint could not be written", failure);
    }
  }

  @Override
  public void trainingFailed(Throwable cause) {
    join();
  }
}
