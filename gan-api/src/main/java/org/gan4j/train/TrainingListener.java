package org.gan4j.train;

/**
 * Sees training as it goes; all methods do nothing by default. What an {@link Iteration} shows is
 * computed only if asked for, and is valid only during the call. Looking changes nothing: the
 * trained weights are the same with and without listeners.
 */
public interface TrainingListener {

  /** Before the first iteration; an exception here stops training before it begins. */
  default void trainingStarted(TrainingPlan plan) {}

  /** The batches are drawn; nothing is trained yet. */
  default void iterationStarted(Iteration iteration) {}

  /**
   * The discriminator has taken its steps, the generator has not yet; only at iterations that
   * {@link #looksBetween} says.
   */
  default void discriminatorTrained(Iteration iteration) {}

  /**
   * Whether {@link #discriminatorTrained} is wanted at an iteration: always, by default. Where none
   * of the listeners that implement it wants it, a backend may train both players in one call.
   */
  default boolean looksBetween(int iteration) {
    return true;
  }

  /** The generator has taken its steps. */
  default void generatorTrained(Iteration iteration) {}

  /** Both players are done and their losses are finite. */
  default void iterationEnded(Iteration iteration) {}

  /** After the last iteration, also if a listener stopped training early. */
  default void trainingEnded(TrainingSummary summary) {}

  /** When training cannot go on, for instance because it diverged; the failure is thrown after. */
  default void trainingFailed(RuntimeException failure) {}
}
