package org.gan4j.backend.nd4j;

/** One native call with all its arguments bound. */
@FunctionalInterface
interface Kernel {
  void run();
}
