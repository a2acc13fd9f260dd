package org.gan4j.report.recording;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works on what was recorded while training goes on, in the order in which it comes.
 * Training never waits for it and nothing is left out: the queue has no bound, since the history
 * keeps what waits there in any case. The thread exists from the first work until {@link #rest}.
 */
final class Background {
  /** For so long the JIT needs the idle cores, to compile the training step. */
  private static final long HEAD_START_MILLIS = 1_000;

  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;
  private CountDownLatch resting = new CountDownLatch(1);
  private boolean ended;

  /** Adds work, whose failures are its own business. Called by one thread. */
  void add(Runnable work) {
    waiting.add(work);
    if (thread == null) {
      resting = new CountDownLatch(1);
      Thread started = new Thread(this::workOff, "gan-report");
      started.setDaemon(true);
      started.start();
      thread = started;
    }
  }

  private void workOff() {
    try {
      resting.await(HEAD_START_MILLIS, TimeUnit.MILLISECONDS);
      for (ended = false; !ended; ) {
        waiting.take().run();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  /** Helps with the work that waits until all is done, and ends the thread. */
  void rest() {
    Thread working = thread;
    if (working == null) {
      return;
    }
    thread = null;
    resting.countDown();
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      work.run();
    }
    waiting.add(() -> ended = true);
    boolean interrupted = false;
    while (working.isAlive()) {
      try {
        working.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
