package org.gan4j.train;

import java.util.Map;
import org.gan4j.tensor.Variable;

/** The iteration under way, as listeners see it. */
public interface Iteration {

  /** Its number, from 0. */
  int number();

  /** The discriminator's loss in its last step, before that step's update. */
  float discriminatorLoss();

  /** The generator's loss in its last step, before that step's update. */
  float generatorLoss();

  /** The current batch as both networks see it now. */
  Observation observe();

  /**
   * Samples of the current generator (or its average) from noise of this seed; of each class in
   * turn, if there are classes.
   */
  float[][] generate(int count, long noiseSeed);

  /**
   * A copy of every variable's current value: parameters, running statistics, optimizers' slots.
   */
  Map<Variable, float[]> weights();

  /** Ends training after this iteration. */
  void stop();
}
