package org.gan4j.backend.nd4j;

/**
 * One native call with all its arguments bound.
 *
 * @param kind which family of functions it calls
 * @param operation which one of them
 * @param elements how many it reads or writes
 * @param call calls it
 */
record Kernel(Kind kind, String operation, int elements, Runnable call) {
  enum Kind {
    ELEMENTWISE,
    /** Elementwise, with a row or column that is repeated. */
    BROADCAST,
    COPY,
    /** By ND4J. */
    REDUCTION,
    /** By OpenBLAS; sums are products too. */
    PRODUCT
  }

  void run() {
    call.run();
  }

  @Override
  public String toString() {
    return kind + " " + operation + " " + elements;
  }
}
