package org.gan4j.train;

import java.util.Map;
import org.gan4j.tensor.Variable;

/** The iteration under way, as listeners see it. */
public interface Iteration {

  /** Its number, from 0. */
  int number();

  /**
   * A loss as of the last step that computes it, before that step's update. It is 0 before the
   * first.
   *
   * @param name one of {@link Training#losses()}
   * @throws IllegalArgumentException if the scheme has no such loss
   */
  float loss(String name);

  /**
   * What the scheme shows beyond its losses: {@code iteration.view(GanView.class).generate(...)}.
   *
   * @throws IllegalArgumentException if the scheme has no view of this type
   */
  <T> T view(Class<T> type);

  /**
   * A copy of every variable's current value: parameters, running statistics, optimizers' slots.
   */
  Map<Variable, float[]> weights();

  /**
   * The state of the training after this iteration, a copy, with what listeners remember by then:
   * to be asked for when the iteration is {@linkplain TrainingListener#iterationClosed closed}.
   *
   * @throws TrainingDivergedException if a variable is no longer finite
   */
  Checkpoint checkpoint();

  /** Ends training after this iteration. */
  void stop();
}
