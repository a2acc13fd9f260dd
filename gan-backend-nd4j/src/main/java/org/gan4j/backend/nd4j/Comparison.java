package org.gan4j.backend.nd4j;

/**
 * Comparisons x ? y whose result ND4J gives as an array of booleans: the numbers by which ND4J
 * 1.0.0-M2.1 knows them (libnd4j, {@code loops/legacy_ops.h}), equal for arrays and scalars.
 */
enum Comparison {
  EQUAL(0),
  GREATER(1),
  GREATER_EQUAL(4),
  NOT_EQUAL(6);

  final int number;

  Comparison(int number) {
    this.number = number;
  }
}
