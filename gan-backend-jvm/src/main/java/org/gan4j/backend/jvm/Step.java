package org.gan4j.backend.jvm;

/** One kernel of a compiled program, bound to its arrays. */
@FunctionalInterface
interface Step {
  void run();

  /** Steps one after another; the JIT does not inline them into each other. */
  static Step sequence(Step... steps) {
    return () -> {
      for (Step step : steps) {
        step.run();
      }
    };
  }
}
