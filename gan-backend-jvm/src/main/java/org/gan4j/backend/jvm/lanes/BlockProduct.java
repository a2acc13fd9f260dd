package org.gan4j.backend.jvm.lanes;

import org.gan4j.backend.jvm.kernel.Matrix;

/**
 * The part of a matrix product that divides into blocks of 4 by 2, whose 8 sums are in registers:
 * with 2 operands from the right and 1 from the left that is within 16.
 */
interface BlockProduct {

  /**
   * Computes {@code c = l r}.
   *
   * @param rows a multiple of 4
   * @param columns a multiple of 2 columns, or of 2 vectors of them
   * @param step how far the inner loop advances at a time, as a number that the JIT does not know.
   *     It would unroll a loop with a constant one, load the operands of all copies first, and
   *     spill the accumulators.
   */
  void run(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns, int step);
}
