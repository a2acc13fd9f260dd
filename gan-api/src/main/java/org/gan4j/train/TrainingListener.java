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

  /** The discriminator has taken its steps. */
  default void discriminatorTrained(Iteration iteration) {}

  /** The generator has taken its steps. */
  default void generatorTrained(Iteration iteration) {}

  /** Both players are done and their losses are finite. */
  default void iterationEnded(Iteration iteration) {}

  /** After the last iteration, also if a listener stopped training early. */
  default void trainingEnded(TrainingSummary summary) {}

  /** When training cannot go on, for instance because it diverged; the failure is thrown after. */
  default void trainingFailed(RuntimeException failure) {}
}
