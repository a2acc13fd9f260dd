package org.gan4j.backend.testkit;

import java.util.Collections;
import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Shape;

/** Values on which backends tend to differ. */
final class SpecialValues {
  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private static final float[] ALL = {
    NAN,
    INFINITY,
    -INFINITY,
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    Float.MIN_NORMAL,
    -1e-30f,
    1e-7f,
    -1e-3f,
    0.5f,
    Math.nextDown(1f),
    1f,
    -1f,
    Math.nextUp(1f),
    1.5707964f,
    -2f,
    3.1415927f,
    10f,
    -17f,
    88.7f,
    -89f,
    -104f,
    1_000f,
    -1e5f,
    1e19f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  /** One reduction a row; no row makes a sum overflow whose result is finite. */
  private static final float[][] ROWS = {
    {NAN, 1, 2, 3, 4},
    {1, 2, NAN, 3, 4},
    {1, 2, 3, 4, NAN},
    {NAN, NAN, NAN, NAN, NAN},
    {INFINITY, 1, 2, 3, 4},
    {1, 2, 3, 4, -INFINITY},
    {INFINITY, 1, -INFINITY, 3, 4},
    {INFINITY, NAN, 1, 2, 3},
    {-INFINITY, NAN, 1, 2, 3},
    {-INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY},
    {-Float.MAX_VALUE, -INFINITY, -Float.MAX_VALUE, -INFINITY, -INFINITY},
    {0f, -0f, 0f, -0f, 0f},
    {-1, -1, -1, -1, -1},
    {3, 5, 5, 1, 5},
    {-7, -5, -6, -5, -8},
    {1e-30f, -1e-30f, 1e-40f, 0, -1e-40f},
    {Float.MAX_VALUE, Float.MAX_VALUE, 1, 2, 3},
    {1, 2, 3, 4, 5}
  };

  private SpecialValues() {}

  static int count() {
    return ALL.length;
  }

  /** One after another, over and over. */
  static Values cycled() {
    return digit(1);
  }

  private static Values digit(int divisor) {
    return (leaf, shape) -> {
      float[] values = new float[shape.elementCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = ALL[i / divisor % ALL.length];
      }
      return values;
    };
  }

  /** Each operand's every value with each other operand's every value. */
  static Sample allCombinations(Op op, int operands) {
    Values values = digit(1);
    int count = 1;
    for (int i = 0; i < operands; i++) {
      values = values.with("x" + i, digit(count));
      count *= ALL.length;
    }
    Shape[] shapes = Collections.nCopies(operands, Shape.of(count)).toArray(new Shape[0]);
    return OpSamples.of("of special values ", op, values, shapes);
  }

  /** Random bits: every exponent, subnormals, now and then an infinity or NaN. */
  static Sample everyMagnitude(Op op, int operands) {
    Values values =
        (leaf, shape) -> {
          float[] bits = new float[shape.elementCount()];
          RandomStream stream = RandomStream.of(1, "bits of " + leaf);
          for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.intBitsToFloat((int) stream.nextLong());
          }
          return bits;
        };
    Shape[] shapes = Collections.nCopies(operands, Shape.of(4_096)).toArray(new Shape[0]);
    return OpSamples.of("of every magnitude ", op, values, shapes);
  }

  /** A matrix whose every row reduces to something special. */
  static Values rows() {
    return (leaf, shape) -> {
      float[] values = new float[shape.elementCount()];
      for (int i = 0; i < values.length; i++) {
        int width = ROWS[0].length;
        values[i] = ROWS[i / width % ROWS.length][i % width];
      }
      return values;
    };
  }

  static Shape rowsShape() {
    return Shape.of(ROWS.length, ROWS[0].length);
  }

  /**
   * A product whose left operand has one special value in each row, and whose right operand has a 0
   * that some of them meet: infinity times 0 is NaN, and so is the sum that it is part of.
   */
  static Sample product(MatMul op) {
    ProductSizes sizes = new ProductSizes(List.of(), ALL.length, 7, 5);
    Values values =
        Values.normal(1)
            .with(
                "x0",
                (leaf, shape) -> {
                  float[] left = Values.normal(1).of(leaf, shape);
                  for (int row = 0; row < ALL.length; row++) {
                    left[op.transposeLeft() ? 3 * ALL.length + row : row * 7 + 3] = ALL[row];
                  }
                  return left;
                })
            .with(
                "x1",
                (leaf, shape) -> {
                  float[] right = Values.normal(1).of(leaf, shape);
                  right[op.transposeRight() ? 2 * 7 + 3 : 3 * 5 + 2] = 0;
                  return right;
                });
    return OpSamples.of("of special values ", op, values, sizes.left(op), sizes.right(op));
  }
}
