package org.gan4j.examples.run;

/**
 * Everything about an experiment that can be changed: a record, which {@code run.json} stores under
 * the names of its components, and from which a trained generator is restored.
 */
public interface Settings {

  /** How many iterations there are. */
  int iterations();

  /** What all randomness is derived from. */
  long seed();
}
