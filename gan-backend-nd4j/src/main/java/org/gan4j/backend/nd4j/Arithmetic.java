package org.gan4j.backend.nd4j;

/**
 * Elementwise functions of two operands x and y: the numbers by which ND4J 1.0.0-M2.1 knows them
 * when y is an array of equal size, a scalar, or a row or column to be repeated (libnd4j, {@code
 * loops/legacy_ops.h}).
 */
enum Arithmetic {
  ADD(0, 0, 0),
  SUBTRACT(6, 1, 1),
  MULTIPLY(3, 2, 2),
  DIVIDE(2, 3, 3),
  /** y - x. */
  REVERSE_SUBTRACT(5, 5, 5),
  /** y / x. */
  REVERSE_DIVIDE(11, 4, 4),
  /** y. */
  SECOND(1, 14, 6),
  /** x > y ? x : y, so NaN only if y is. */
  LARGER(7, 6, 14),
  /** x < y ? x : y, so NaN only if y is. */
  SMALLER(8, 13, 13),
  /** First parameter times x, plus y. */
  SCALED_ADD(10, -1, -1),
  /** y if the test that the parameters describe holds for x, else x. */
  REPLACE(13, -1, -1),
  /** x < y ? y : x, so NaN if x is. */
  AT_LEAST(-1, 39, -1),
  /** x > y ? 1 : 0. */
  STEP(-1, 41, -1);

  final int pairwise;
  final int scalar;
  final int broadcast;

  Arithmetic(int pairwise, int scalar, int broadcast) {
    this.pairwise = pairwise;
    this.scalar = scalar;
    this.broadcast = broadcast;
  }

  /** The same with the operands swapped. */
  Arithmetic reversed() {
    return switch (this) {
      case ADD, MULTIPLY -> this;
      case SUBTRACT -> REVERSE_SUBTRACT;
      case DIVIDE -> REVERSE_DIVIDE;
      default -> throw new IllegalStateException("nothing needs " + this + " reversed");
    };
  }
}
