package org.gan4j.examples.run;

import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;

/** Lets Ctrl-C finish the iteration, after which the run writes what there is. */
final class StopOnInterrupt implements TrainingListener, AutoCloseable {
  private final Interrupts interrupts = Interrupts.firstCalls(() -> interrupted = true);
  private volatile boolean interrupted;

  @Override
  public void iterationEnded(Iteration iteration) {
    if (interrupted) {
      iteration.stop();
    }
  }

  /** The run has written what there is. */
  @Override
  public void close() {
    interrupts.close();
  }
}
