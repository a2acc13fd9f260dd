package org.gan4j.examples.run;

import java.util.concurrent.CountDownLatch;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;

/**
 * Lets Ctrl-C finish the iteration: the shutdown that it starts waits until the run has written
 * what there is.
 */
final class StopOnInterrupt implements TrainingListener, AutoCloseable {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "stop on interrupt");
  private volatile boolean interrupted;

  StopOnInterrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt() {
    interrupted = true;
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    if (interrupted) {
      iteration.stop();
    }
  }

  /** The run has written what there is. */
  @Override
  public void close() {
    finished.countDown();
    if (!interrupted) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
