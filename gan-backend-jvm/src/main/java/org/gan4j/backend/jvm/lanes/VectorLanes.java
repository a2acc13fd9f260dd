package org.gan4j.backend.jvm.lanes;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The instructions of {@link ScalarLanes}, which says what they compute, for a vector at a time.
 * Public is what their bodies use, which generated loops hold a copy of.
 */
public final class VectorLanes {
  public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private VectorLanes() {}

  static FloatVector load(float[] from, int index) {
    return FloatVector.fromArray(SPECIES, from, index);
  }

  static void store(FloatVector value, float[] to, int index) {
    value.intoArray(to, index);
  }

  public static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector add(FloatVector a, FloatVector b) {
    return a.add(b);
  }

  /** {@code a * b + c}, rounded once. */
  static FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
    return a.fma(b, c);
  }

  static FloatVector subtract(FloatVector a, FloatVector b) {
    return a.sub(b);
  }

  static FloatVector multiply(FloatVector a, FloatVector b) {
    return a.mul(b);
  }

  static FloatVector divide(FloatVector a, FloatVector b) {
    return a.div(b);
  }

  static FloatVector max(FloatVector a, FloatVector b) {
    return a.max(b);
  }

  static FloatVector min(FloatVector a, FloatVector b) {
    return a.min(b);
  }

  static VectorMask<Float> greater(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.GT, b);
  }

  static VectorMask<Float> greaterEqual(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.GE, b);
  }

  static VectorMask<Float> equal(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.EQ, b);
  }

  static VectorMask<Float> isTrue(FloatVector a) {
    return a.compare(VectorOperators.NE, broadcast(0));
  }

  static FloatVector select(VectorMask<Float> condition, FloatVector ifTrue, FloatVector ifFalse) {
    return ifFalse.blend(ifTrue, condition);
  }

  static FloatVector negate(FloatVector x) {
    return x.neg();
  }

  static FloatVector abs(FloatVector x) {
    return x.abs();
  }

  /** Zeros and NaN stay what they are, as with {@link Math#signum}. */
  static FloatVector sign(FloatVector x) {
    FloatVector positive = x.blend(broadcast(1), x.compare(VectorOperators.GT, broadcast(0)));
    return positive.blend(broadcast(-1), x.compare(VectorOperators.LT, broadcast(0)));
  }

  static FloatVector sqrt(FloatVector x) {
    return x.sqrt();
  }
}
