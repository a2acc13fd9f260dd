package org.gan4j.train;

import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.tensor.Variable;

/** A generator ready to draw samples from. It holds the backend's memory until it is closed. */
public final class TrainedGan implements AutoCloseable {
  private final Session session;
  private final Sampler sampler;
  private final String generatorName;
  private final TrainingSummary summary;

  TrainedGan(Session session, Gan gan, String generatorName, TrainingSummary summary) {
    this.session = session;
    this.sampler = new Sampler(session, gan, generatorName);
    this.generatorName = generatorName;
    this.summary = summary;
  }

  /**
   * Draws samples; the same seed gives the same samples. If the plan keeps a moving average of the
   * generator, they come from the average; of a GAN with classes, they are of each class in turn.
   *
   * @param count how many, at least 0
   * @return one row a sample, each row-major
   */
  public float[][] generate(int count, long seed) {
    return sampler.generate(count, seed);
  }

  /**
   * Draws samples of a class.
   *
   * @param count how many, at least 0
   * @param label the class, in [0, classes)
   * @return one row a sample, each row-major
   * @throws IllegalArgumentException if the GAN has no such class
   */
  public float[][] generate(int count, long seed, int label) {
    return sampler.generate(count, seed, label);
  }

  /**
   * Makes a sample of each row of noise; of a GAN with classes, they are of each class in turn.
   *
   * @param noise rows of as many values as the GAN's noise has
   * @return one row a sample, each row-major
   * @throws IllegalArgumentException if a row has another number of values
   */
  public float[][] generate(float[][] noise) {
    return sampler.generate(noise);
  }

  /** What the training run was; of a restored network, zero iterations. */
  public TrainingSummary summary() {
    return summary;
  }

  /** Every variable: parameters, running statistics, averages, and the optimizers' slots. */
  public Map<Variable, float[]> weights() {
    return session.readAll();
  }

  /** The variables of the generator that samples are drawn from. */
  public Map<Variable, float[]> generatorWeights() {
    Map<Variable, float[]> weights = weights();
    weights.keySet().removeIf(variable -> !variable.name().startsWith(generatorName + "/"));
    return weights;
  }

  /** Releases the backend's memory. */
  @Override
  public void close() {
    session.close();
  }
}
