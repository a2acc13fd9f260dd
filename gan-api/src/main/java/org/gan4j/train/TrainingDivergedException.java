package org.gan4j.train;

/** Training that cannot go on because a loss or a parameter is no longer a finite number. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingDivergedException(int iteration, String player, String what) {
    super(
        "training diverged in iteration %d: the %s's %s\n  fix: lower the learning rate, normalize the data, or clip the gradients"
            .formatted(iteration, player, what));
  }
}
