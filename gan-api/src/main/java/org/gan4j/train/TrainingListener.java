package org.gan4j.train;

/**
 * Sees training as it goes; all methods do nothing by default. What an {@link Iteration} shows is
 * computed only if asked for, and is valid only during the call. Looking changes nothing: the
 * trained weights are the same with and without listeners.
 *
 * <p>A listener whose {@link #trainingStarted} returned is always told of the end, by one of {@link
 * #trainingEnded} and {@link #trainingFailed}.
 */
public interface TrainingListener {

  /** Before the first iteration; an exception here stops training before it begins. */
  default void trainingStarted(Training training) {}

  /** The first batches are drawn; nothing is trained yet. */
  default void iterationStarted(Iteration iteration) {}

  /**
   * Whether {@link #stepEnded} is wanted at an iteration: never, by default. Where no listener
   * wants it, a backend may take all steps in one call.
   */
  default boolean watchesSteps(int iteration) {
    return false;
  }

  /**
   * A step has run for the last time in this iteration; only at iterations that {@link
   * #watchesSteps} says.
   *
   * @param step the step's name
   */
  default void stepEnded(Iteration iteration, String step) {}

  /** All steps are done and their losses are finite. */
  default void iterationEnded(Iteration iteration) {}

  /** Every listener has been told that the iteration ended. */
  default void iterationClosed(Iteration iteration) {}

  /**
   * After the last iteration, also if a listener or an interrupt stopped training early. An
   * exception here is logged and kept, and takes nothing from the others: see {@link
   * Trained#listenerFailures()}.
   */
  default void trainingEnded(TrainingSummary summary) {}

  /** When training cannot go on, for instance because it diverged; the failure is thrown after. */
  default void trainingFailed(Throwable failure) {}
}
