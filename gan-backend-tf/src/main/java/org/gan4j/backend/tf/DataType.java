package org.gan4j.backend.tf;

/** TensorFlow's element types, by their numbers in its C interface. */
enum DataType {
  FLOAT(1),
  INT(3);

  final int number;

  DataType(int number) {
    this.number = number;
  }
}
