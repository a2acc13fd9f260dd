package org.gan4j.backend.nd4j;

/**
 * A product of row-major matrices, each transposed first where its flag says so.
 *
 * @param rows of the product
 * @param inner the dimension summed over
 * @param columns of the product
 */
record Product(boolean transposeLeft, boolean transposeRight, int rows, int inner, int columns) {
  /**
   * Up to so many rows or columns, summed over the rows of both factors, OpenBLAS takes 1.5 to 5
   * times as long for a matrix as for its vectors one by one.
   */
  private static final int FEW = 4;

  /**
   * A factor as it lies in memory.
   *
   * @param transposed whether it is transposed before it is multiplied
   */
  record Factor(boolean transposed, int rows, int columns) {
    Factor transpose() {
      return new Factor(!transposed, rows, columns);
    }

    /** The first element of a column, after transposing. */
    long columnStart(int column) {
      return transposed ? (long) column * columns : column;
    }

    /** From one element of a column to the next, after transposing. */
    int columnStep() {
      return transposed ? 1 : columns;
    }
  }

  Factor left() {
    return transposeLeft ? new Factor(true, inner, rows) : new Factor(false, rows, inner);
  }

  Factor right() {
    return transposeRight ? new Factor(true, columns, inner) : new Factor(false, inner, columns);
  }

  /** Whether each column of the product is to be the left factor times a column of the right. */
  boolean isFasterByColumns() {
    return columns == 1 || (sumsOverRows() && columns <= FEW);
  }

  /** Whether each row of the product is to be a row of the left factor times the right. */
  boolean isFasterByRows() {
    return rows == 1 || (sumsOverRows() && rows <= FEW);
  }

  private boolean sumsOverRows() {
    return transposeLeft && !transposeRight;
  }
}
