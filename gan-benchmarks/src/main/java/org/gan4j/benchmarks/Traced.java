package org.gan4j.benchmarks;

/** gan4j on a backend: a call for each player's steps. */
record Traced(TracedStep step, int steps) implements Competitor {

  @Override
  public void restart() {
    step.restart();
  }

  @Override
  public Losses iterate() {
    return new Losses(step.discriminatorSteps(steps), step.generatorSteps(steps));
  }

  @Override
  public void close() {
    step.close();
  }
}
