package org.gan4j.backend.jvm.lanes;

/**
 * The instructions of generated loops, one element at a time. {@link VectorLanes} has the same
 * methods for vectors.
 */
final class ScalarLanes {
  private ScalarLanes() {}

  static float load(float[] from, int index) {
    return from[index];
  }

  static void store(float value, float[] to, int index) {
    to[index] = value;
  }

  static float broadcast(float value) {
    return value;
  }

  static float add(float a, float b) {
    return a + b;
  }

  /** {@code a * b + c}, rounded once. */
  static float fma(float a, float b, float c) {
    return Math.fma(a, b, c);
  }

  static float subtract(float a, float b) {
    return a - b;
  }

  static float multiply(float a, float b) {
    return a * b;
  }

  static float divide(float a, float b) {
    return a / b;
  }

  static float max(float a, float b) {
    return Math.max(a, b);
  }

  static float min(float a, float b) {
    return Math.min(a, b);
  }

  static boolean greater(float a, float b) {
    return a > b;
  }

  static boolean greaterEqual(float a, float b) {
    return a >= b;
  }

  static boolean equal(float a, float b) {
    return a == b;
  }

  static boolean isTrue(float a) {
    return a != 0;
  }

  static float select(boolean condition, float ifTrue, float ifFalse) {
    return condition ? ifTrue : ifFalse;
  }

  static float negate(float x) {
    return -x;
  }

  static float abs(float x) {
    return Math.abs(x);
  }

  static float sign(float x) {
    return Math.signum(x);
  }

  static float sqrt(float x) {
    return (float) Math.sqrt(x);
  }
}
