package org.gan4j.train;

import org.gan4j.optim.Optimizer;

/**
 * How a GAN is trained. One iteration draws one real batch and one noise batch, takes the
 * discriminator's steps on them, then the generator's steps on the same noise.
 *
 * @param discriminatorOptimizer moves the discriminator's parameters
 * @param generatorOptimizer moves the generator's parameters
 * @param iterations how many iterations, at least 1; 10,000 by default
 * @param batchSize samples of each kind in a batch, at least 1; 256 by default
 * @param discriminatorSteps steps of the discriminator in an iteration, at least 1; 1 by default
 * @param generatorSteps steps of the generator in an iteration, at least 1; 1 by default
 * @param seed what all randomness is derived from; 0 by default
 * @param averageDecay how much of the generator's moving average stays at each of its steps, in [0,
 *     1); 0, the default, means that there is no average. With one, samples are drawn from the
 *     averaged generator. The average is over the steps done: the untrained generator is not in it.
 */
public record TrainingPlan(
    Optimizer discriminatorOptimizer,
    Optimizer generatorOptimizer,
    int iterations,
    int batchSize,
    int discriminatorSteps,
    int generatorSteps,
    long seed,
    double averageDecay) {

  /**
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public TrainingPlan {
    requirePositive("iterations", iterations);
    requirePositive("batch size", batchSize);
    requirePositive("discriminator steps", discriminatorSteps);
    requirePositive("generator steps", generatorSteps);
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException(
          "the decay of the generator's average must be in [0, 1), not " + averageDecay);
    }
  }

  /** The same optimizer for both players. */
  public static TrainingPlan of(Optimizer optimizer) {
    return of(optimizer, optimizer);
  }

  /** An optimizer for each player. */
  public static TrainingPlan of(Optimizer discriminator, Optimizer generator) {
    return new TrainingPlan(discriminator, generator, 10_000, 256, 1, 1, 0, 0);
  }

  /** The same plan with another number of iterations. */
  public TrainingPlan withIterations(int newIterations) {
    return new TrainingPlan(
        discriminatorOptimizer,
        generatorOptimizer,
        newIterations,
        batchSize,
        discriminatorSteps,
        generatorSteps,
        seed,
        averageDecay);
  }

  /** The same plan with another batch size. */
  public TrainingPlan withBatchSize(int newBatchSize) {
    return new TrainingPlan(
        discriminatorOptimizer,
        generatorOptimizer,
        iterations,
        newBatchSize,
        discriminatorSteps,
        generatorSteps,
        seed,
        averageDecay);
  }

  /** The same plan with other numbers of steps in an iteration. */
  public TrainingPlan withStepsPerIteration(int discriminator, int generator) {
    return new TrainingPlan(
        discriminatorOptimizer,
        generatorOptimizer,
        iterations,
        batchSize,
        discriminator,
        generator,
        seed,
        averageDecay);
  }

  /** The same plan with another seed. */
  public TrainingPlan withSeed(long newSeed) {
    return new TrainingPlan(
        discriminatorOptimizer,
        generatorOptimizer,
        iterations,
        batchSize,
        discriminatorSteps,
        generatorSteps,
        newSeed,
        averageDecay);
  }

  /** The same plan with a moving average of the generator, from which samples are drawn. */
  public TrainingPlan withGeneratorAverage(double decay) {
    return new TrainingPlan(
        discriminatorOptimizer,
        generatorOptimizer,
        iterations,
        batchSize,
        discriminatorSteps,
        generatorSteps,
        seed,
        decay);
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "a training plan needs " + what + " of at least 1, not " + value);
    }
  }
}
