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
   * generator, they come from the average.
   *
   * @param count how many, at least 0
   * @return one row a sample, each row-major
   */
  public float[][] generate(int count, long seed) {
    return sampler.generate(count, seed);
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
