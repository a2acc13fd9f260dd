package org.gan4j.backend.jvm.compile;

/** Where a task reads or writes a value. */
final class Place {
  /** A tensor of the program, or a variable: its value from before the run. */
  final Object value;

  final float[] array;

  /** Whether the task reads each element only for the results at the same index. */
  final boolean elementwise;

  private Place(Object value, float[] array, boolean elementwise) {
    this.value = value;
    this.array = array;
    this.elementwise = elementwise;
  }

  static Place of(Object value, float[] array) {
    return new Place(value, array, false);
  }

  Place elementwise() {
    return new Place(value, array, true);
  }
}
