package org.gan4j.benchmarks;

import java.util.function.Supplier;

/** {@link SameDiffStep} as a competitor. */
final class BySameDiff implements Competitor {
  private static final int STEPS = 10;

  private final Supplier<SameDiffStep> start;
  private SameDiffStep step;

  BySameDiff(Supplier<SameDiffStep> start) {
    this.start = start;
    step = start.get();
  }

  @Override
  public void restart() {
    step = start.get();
  }

  @Override
  public Losses iterate() {
    float discriminator = 0;
    float generator = 0;
    for (int i = 0; i < STEPS; i++) {
      discriminator = step.discriminatorStep();
    }
    for (int i = 0; i < STEPS; i++) {
      generator = step.generatorStep();
    }
    return new Losses(discriminator, generator);
  }
}
