package org.gan4j.backend.jvm;

/** One kernel of a compiled program, bound to its arrays. */
@FunctionalInterface
interface Step {
  void run();
}
