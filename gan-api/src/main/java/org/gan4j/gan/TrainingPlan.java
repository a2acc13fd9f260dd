package org.gan4j.gan;

import java.util.Objects;
import java.util.function.Consumer;
import org.gan4j.optim.Optimizer;

/**
 * How a GAN is trained. An iteration takes the discriminator's steps, each on a new batch of real
 * samples and of noise, then the generator's steps, each on new noise: Algorithm 1 of Goodfellow et
 * al. 2014, of Arjovsky et al. 2017 and of Gulrajani et al. 2017.
 *
 * <pre>{@code
 * TrainingPlan plan = TrainingPlan.of(Adam.of(1e-4).withBetas(0, 0.9))
 *     .withIterations(20_000).withBatchSize(64).withStepsPerIteration(5, 1).withSeed(42);
 * }</pre>
 */
public final class TrainingPlan implements Cloneable {
  private final Optimizer discriminatorOptimizer;
  private final Optimizer generatorOptimizer;
  private int iterations = 10_000;
  private int batchSize = 256;
  private int discriminatorSteps = 1;
  private int generatorSteps = 1;
  private boolean sharedBatch;
  private long seed;
  private double averageDecay;

  private TrainingPlan(Optimizer discriminatorOptimizer, Optimizer generatorOptimizer) {
    this.discriminatorOptimizer =
        Objects.requireNonNull(
            discriminatorOptimizer, "a training plan needs an optimizer for the discriminator");
    this.generatorOptimizer =
        Objects.requireNonNull(
            generatorOptimizer, "a training plan needs an optimizer for the generator");
  }

  /** The same optimizer for both players. */
  public static TrainingPlan of(Optimizer optimizer) {
    return of(optimizer, optimizer);
  }

  /** An optimizer for each player. */
  public static TrainingPlan of(Optimizer discriminator, Optimizer generator) {
    return new TrainingPlan(discriminator, generator);
  }

  /** The same plan with another number of iterations, at least 1; 10,000 by default. */
  public TrainingPlan withIterations(int newIterations) {
    requirePositive("iterations", newIterations);
    return changed(plan -> plan.iterations = newIterations);
  }

  /** The same plan with another number of samples in a batch, at least 1; 256 by default. */
  public TrainingPlan withBatchSize(int newBatchSize) {
    requirePositive("batch size", newBatchSize);
    return changed(plan -> plan.batchSize = newBatchSize);
  }

  /** The same plan with other numbers of steps in an iteration, at least 1; 1 by default. */
  public TrainingPlan withStepsPerIteration(int discriminator, int generator) {
    requirePositive("discriminator steps", discriminator);
    requirePositive("generator steps", generator);
    return changed(
        plan -> {
          plan.discriminatorSteps = discriminator;
          plan.generatorSteps = generator;
        });
  }

  /**
   * The same plan with one batch of real samples and one of noise an iteration, which all steps of
   * both players see, as in many programs. By default each step sees new ones.
   */
  public TrainingPlan withSharedBatch() {
    return changed(plan -> plan.sharedBatch = true);
  }

  /** The same plan from another seed, from which all randomness is derived; 0 by default. */
  public TrainingPlan withSeed(long newSeed) {
    return changed(plan -> plan.seed = newSeed);
  }

  /**
   * The same plan with a moving average of the generator, from which samples are drawn. The average
   * is over the steps done: the untrained generator is not in it.
   *
   * @param decay how much of the average stays at each of the generator's steps, in [0, 1); 0, the
   *     default, means that there is no average
   */
  public TrainingPlan withGeneratorAverage(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "the decay of the generator's average must be in [0, 1), not " + decay);
    }
    return changed(plan -> plan.averageDecay = decay);
  }

  private TrainingPlan changed(Consumer<TrainingPlan> change) {
    try {
      TrainingPlan changed = (TrainingPlan) clone();
      change.accept(changed);
      return changed;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "a training plan needs " + what + " of at least 1, not " + value);
    }
  }

  /** What moves the discriminator's parameters. */
  public Optimizer discriminatorOptimizer() {
    return discriminatorOptimizer;
  }

  /** What moves the generator's parameters. */
  public Optimizer generatorOptimizer() {
    return generatorOptimizer;
  }

  /** How many iterations there are. */
  public int iterations() {
    return iterations;
  }

  /** How many samples of each kind are in a batch. */
  public int batchSize() {
    return batchSize;
  }

  /** How many steps the discriminator takes in an iteration. */
  public int discriminatorSteps() {
    return discriminatorSteps;
  }

  /** How many steps the generator takes in an iteration. */
  public int generatorSteps() {
    return generatorSteps;
  }

  /** Whether all steps of an iteration see one batch. */
  public boolean sharedBatch() {
    return sharedBatch;
  }

  /** What all randomness is derived from. */
  public long seed() {
    return seed;
  }

  /** How much of the generator's moving average stays at each of its steps; 0 for no average. */
  public double averageDecay() {
    return averageDecay;
  }
}
