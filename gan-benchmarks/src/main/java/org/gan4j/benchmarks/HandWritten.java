package org.gan4j.benchmarks;

import java.util.function.Supplier;

/** {@link HandWrittenStep}, generating once for the discriminator's steps as the framework does. */
final class HandWritten implements Competitor {
  private static final int STEPS = 10;

  private final Supplier<HandWrittenStep> start;
  private HandWrittenStep step;

  HandWritten(Supplier<HandWrittenStep> start) {
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
    step.generate();
    for (int i = 0; i < STEPS; i++) {
      discriminator = step.discriminatorStepOnGenerated();
    }
    for (int i = 0; i < STEPS; i++) {
      generator = step.generatorStep();
    }
    return new Losses(discriminator, generator);
  }
}
