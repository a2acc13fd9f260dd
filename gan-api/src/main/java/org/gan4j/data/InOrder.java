package org.gan4j.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Work on numbered things by all processors. What comes of it is as if they had been worked on one
 * after the other: if several fail, the first of them in their order is the one that is told.
 */
final class InOrder {
  /** So that handing out work costs nothing beside the work. */
  private static final int TOGETHER = 32;

  private InOrder() {}

  /** What is done with a thing. */
  @FunctionalInterface
  interface Work {
    void on(int index) throws IOException;
  }

  /**
   * Works on all things.
   *
   * @param done told in the calling thread how many are done so far, again and again
   * @throws InterruptedIOException if this thread is interrupted, which it stays
   */
  static void each(int count, Work work, IntConsumer done) throws IOException {
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), count);
    ExecutorService workers = Executors.newFixedThreadPool(threads, InOrder::daemon);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int from = 0; from < count; from += TOGETHER) {
        int first = from;
        int end = Math.min(count, from + TOGETHER);
        parts.add(
            workers.submit(
                () -> {
                  for (int i = first; i < end && !Thread.currentThread().isInterrupted(); i++) {
                    work.on(i);
                  }
                  return null;
                }));
      }
      for (int part = 0; part < parts.size(); part++) {
        finish(parts.get(part));
        done.accept(Math.min(count, (part + 1) * TOGETHER));
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "reading");
    thread.setDaemon(true);
    return thread;
  }

  private static void finish(Future<?> part) throws IOException {
    try {
      part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("reading was interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
  }
}
