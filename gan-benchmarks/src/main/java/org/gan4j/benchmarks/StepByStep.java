package org.gan4j.benchmarks;

import java.util.function.Supplier;

/** A competitor that makes a call for each step. */
final class StepByStep implements Competitor {
  private static final int STEPS = 10;

  private final Supplier<PlayersSteps> start;
  private PlayersSteps players;

  StepByStep(Supplier<PlayersSteps> start) {
    this.start = start;
    players = start.get();
  }

  @Override
  public void restart() {
    players.close();
    players = start.get();
  }

  @Override
  public Losses iterate() {
    float discriminator = 0;
    float generator = 0;
    for (int i = 0; i < STEPS; i++) {
      discriminator = players.discriminatorStep();
    }
    for (int i = 0; i < STEPS; i++) {
      generator = players.generatorStep();
    }
    return new Losses(discriminator, generator);
  }

  @Override
  public void close() {
    players.close();
  }
}
