package org.gan4j.backend.nd4j;

/**
 * Elementwise functions of one array: the family and the number by which ND4J 1.0.0-M2.1 knows them
 * (libnd4j, {@code loops/legacy_ops.h}).
 */
enum Transform {
  ABS(Family.SAME, 0),
  SIGN(Family.SAME, 1),
  NEGATE(Family.SAME, 3),
  /** 1 - x. */
  COMPLEMENT(Family.SAME, 7),
  /** x limited to the two parameters; NaN stays NaN. */
  CLIP(Family.SAME, 19),
  /** x times the first parameter plus the second. */
  AFFINE(Family.STRICT, 3),
  COS(Family.STRICT, 22),
  EXP(Family.STRICT, 23),
  LOG(Family.STRICT, 24),
  SIGMOID(Family.STRICT, 26),
  SIN(Family.STRICT, 27),
  SINH(Family.STRICT, 39),
  COSH(Family.STRICT, 40),
  ERF(Family.STRICT, 45),
  ATANH(Family.STRICT, 52),
  SQRT(Family.FLOAT, 1);

  /** By ND4J's rule for the type of the result, which decides the native call. */
  enum Family {
    SAME,
    STRICT,
    FLOAT
  }

  final Family family;
  final int number;

  Transform(Family family, int number) {
    this.family = family;
    this.number = number;
  }
}
