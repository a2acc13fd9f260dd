package org.gan4j.benchmarks;

/** The quadratic experiment in an engine's own way, which takes one step at a time. */
interface PlayersSteps extends AutoCloseable {

  /** One step of the discriminator; returns its loss before the step. */
  float discriminatorStep();

  /** One step of the generator; returns its loss before the step. */
  float generatorStep();

  @Override
  default void close() {}
}
