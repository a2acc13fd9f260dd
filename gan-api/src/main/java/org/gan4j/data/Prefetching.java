package org.gan4j.data;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Samples whose next batch is made in a background thread while the current one is trained on. They
 * are the same numbers as without: a batch is a pure function of the stream's seed, purpose and
 * step, so after a step the next one is made ahead, and used if it is what is asked for next.
 *
 * <p>What the source throws reaches the caller that asks for that batch. The source is never called
 * by two threads at once. Not thread-safe; to be closed, which ends the thread.
 *
 * <pre>{@code
 * try (Prefetching ahead = Prefetching.of(images)) {
 *   ahead.fill(rows, labels, 64, stream.at(step));
 * }
 * }</pre>
 */
public final class Prefetching implements LabelledSamples, AutoCloseable {
  private final LabelledSamples source;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "prefetching");
            made.setDaemon(true);
            return made;
          });
  private float[] rows = {};
  private int[] labels = {};
  private @Nullable Ahead ahead;

  private Prefetching(LabelledSamples source) {
    this.source = source;
  }

  /** These samples, made ahead; if they are not labelled they make one class. */
  public static Prefetching of(Samples samples) {
    return new Prefetching(LabelledSamples.of(samples));
  }

  @Override
  public Shape rowShape() {
    return source.rowShape();
  }

  @Override
  public List<Provenance> provenance() {
    return source.provenance();
  }

  @Override
  public String fingerprint() {
    return source.fingerprint();
  }

  @Override
  public int classes() {
    return source.classes();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this is closed
   */
  @Override
  public void fill(float[] into, int[] intoLabels, int count, RandomStream stream) {
    if (thread.isShutdown()) {
      throw new IllegalStateException("this prefetching is closed");
    }
    int size = count * rowShape().elementCount();
    Ahead before = ahead;
    ahead = null;
    if (isAhead(before, count, stream)) {
      System.arraycopy(rows, 0, into, 0, size);
      System.arraycopy(labels, 0, intoLabels, 0, count);
    } else {
      source.fill(into, intoLabels, count, stream);
    }
    if (rows.length < size || labels.length < count) {
      rows = new float[size];
      labels = new int[count];
    }
    // The same copy all along, since it keeps the order of an epoch.
    RandomStream copy = before != null && before.stream == stream ? before.copy : stream.copy();
    RandomStream next = copy.at(stream.step() + 1);
    ahead =
        new Ahead(
            stream,
            next,
            next.step(),
            count,
            CompletableFuture.runAsync(() -> source.fill(rows, labels, count, next), thread));
  }

  /** Waits for the batch under way; whether it is this one. */
  private static boolean isAhead(@Nullable Ahead made, int count, RandomStream stream) {
    if (made == null) {
      return false;
    }
    boolean asked = made.stream == stream && made.step == stream.step() && made.count == count;
    try {
      made.batch.join();
      return asked;
    } catch (CompletionException e) {
      if (!asked) {
        return false;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Ends the thread, after the batch under way. */
  @Override
  public void close() {
    thread.shutdown();
    Ahead made = ahead;
    ahead = null;
    if (made != null) {
      made.batch.exceptionally(unasked -> null).join();
    }
  }

  /** A batch under way, known by the very stream that was asked for the one before. */
  private record Ahead(
      RandomStream stream,
      RandomStream copy,
      long step,
      int count,
      CompletableFuture<Void> batch) {}
}
