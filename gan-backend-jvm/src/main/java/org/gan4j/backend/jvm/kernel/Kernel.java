package org.gan4j.backend.jvm.kernel;

/** One kernel of a compiled program, bound to its arrays. */
@FunctionalInterface
public interface Kernel {
  void run();

  /** Kernels one after another; the JIT does not inline them into each other. */
  static Kernel sequence(Kernel... kernels) {
    return () -> {
      for (Kernel kernel : kernels) {
        kernel.run();
      }
    };
  }
}
