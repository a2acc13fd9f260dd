package org.gan4j.backend.xla;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A thread for native code that recurses as deep as a program is: on its caller's stack, which may
 * be small, it would end the process.
 */
final class DeepStack {
  /** Memory of it is taken only as far as it is used. */
  private static final long SIZE = 1L << 30;

  private DeepStack() {}

  /** Does something on such a stack, and waits for it; an interrupt is kept for afterwards. */
  static <T> T call(Supplier<T> action) {
    FutureTask<T> task = new FutureTask<>(action::get);
    Thread thread = new Thread(null, task, "xla compiler", SIZE);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
