package org.gan4j.backend.nd4j;

/** The number by which ND4J 1.0.0-M2.1 knows a type (libnd4j, {@code array/DataType.h}). */
enum ElementType {
  BOOL(1),
  FLOAT(5),
  INT(9);

  final int number;

  ElementType(int number) {
    this.number = number;
  }
}
