package org.gan4j.benchmarks;

import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Backends;

/** One way to train the networks of a workload. */
interface Competitor extends AutoCloseable {

  /** Both players' losses before the last step of each. */
  record Losses(float discriminator, float generator) {}

  /** Back to the initial parameters. */
  void restart();

  /** All steps of the discriminator on the batch, then all of the generator. */
  Losses iterate();

  @Override
  default void close() {}

  /**
   * Opens a competitor: one of gan4j's backends by its name, {@code hand-written}, {@code samediff}
   * or {@code bare-tensorflow}, which know the quadratic experiment on one thread only.
   */
  static Competitor open(String name, Workload workload, int threads, Problem problem) {
    float[] generator = problem.flat("generator");
    float[] discriminator = problem.flat("discriminator");
    float[] real = problem.batch().real();
    float[] noise = problem.batch().noise();
    return switch (name) {
      case "hand-written" ->
          new HandWritten(() -> new HandWrittenStep(generator, discriminator, real, noise));
      case "samediff" ->
          new StepByStep(() -> new SameDiffStep(generator, discriminator, real, noise));
      case "bare-tensorflow" ->
          new StepByStep(() -> new BareTensorFlowStep(generator, discriminator, real, noise));
      default -> new TracedStep(backend(name, threads), workload, problem);
    };
  }

  /** One of gan4j's backends. */
  static Backend backend(String name, int threads) {
    return Backends.open(name, new BackendSettings(threads, ""));
  }
}
