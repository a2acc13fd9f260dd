package org.gan4j.train;

import java.util.Map;
import org.gan4j.data.Samples;
import org.gan4j.tensor.Variable;

/**
 * Trains GANs on a backend. Get one from Guice with {@link org.gan4j.GanModule}, or make an {@link
 * AlternatingTrainer}.
 */
public interface Trainer {

  /**
   * Trains from new weights, as the plan says.
   *
   * @return the trained network, which holds the backend's memory until it is closed
   * @throws org.gan4j.tensor.ShapeException if the networks do not fit each other or the data
   * @throws TrainingDivergedException if a loss or a parameter is no longer finite
   */
  TrainedGan train(Gan gan, Samples data, TrainingPlan plan, TrainingListener... listeners);

  /**
   * Opens a generator with stored weights, to draw samples.
   *
   * @param weights what {@link TrainedGan#generatorWeights()} gave
   * @throws IllegalArgumentException if the weights are not those of this generator
   */
  TrainedGan restore(Gan gan, Map<Variable, float[]> weights);
}
