package org.gan4j.backend.jvm.loop;

/** A generated loop over all elements of one shape. */
public interface FusedLoop {

  /**
   * Computes every element.
   *
   * @param arrays the operands, then the results
   * @param outer the number of rows
   * @param stride the length of a row, padding included
   * @param lanes how many elements an instruction handles, as a number that the JIT does not know
   */
  void run(float[][] arrays, int outer, int stride, int lanes);
}
