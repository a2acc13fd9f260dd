package org.gan4j.backend.jvm;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The instructions of {@link ScalarLanes}, which says what they compute, for a vector at a time.
 */
final class VectorLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private VectorLanes() {}

  private static VectorShuffle<Float> rotation(int distance) {
    return SPECIES.iotaShuffle(distance, 1, true);
  }

  /**
   * The sum of all lanes in a fixed order. That of {@code reduceLanes} is left open, and differs
   * between interpreted and compiled code.
   */
  static float total(FloatVector x) {
    FloatVector sum = x;
    if (SPECIES.length() >= 16) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (SPECIES.length() >= 8) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    if (SPECIES.length() >= 4) {
      sum = sum.add(sum.rearrange(BY_2));
    }
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }

  static FloatVector load(float[] from, int index) {
    return FloatVector.fromArray(SPECIES, from, index);
  }

  static void store(FloatVector value, float[] to, int index) {
    value.intoArray(to, index);
  }

  static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector add(FloatVector a, FloatVector b) {
    return a.add(b);
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

  static FloatVector exp(FloatVector x) {
    FloatVector limited =
        x.min(broadcast(ScalarLanes.EXP_OVERFLOWS)).max(broadcast(ScalarLanes.EXP_UNDERFLOWS));
    FloatVector rounder = broadcast(ScalarLanes.ROUNDER);
    FloatVector rounded = limited.fma(broadcast(ScalarLanes.LOG2_E), rounder);
    FloatVector n = rounded.sub(rounder);
    FloatVector r =
        n.fma(broadcast(-ScalarLanes.LN2_LOW), n.fma(broadcast(-ScalarLanes.LN2_HIGH), limited));
    FloatVector p = broadcast(1 / 5040f);
    p = p.fma(r, broadcast(1 / 720f));
    p = p.fma(r, broadcast(1 / 120f));
    p = p.fma(r, broadcast(1 / 24f));
    p = p.fma(r, broadcast(1 / 6f));
    p = p.fma(r, broadcast(0.5f));
    p = p.fma(r, broadcast(1));
    p = p.fma(r, broadcast(1));
    IntVector exponent =
        rounded
            .reinterpretAsInts()
            .sub(IntVector.broadcast(BITS, Float.floatToRawIntBits(ScalarLanes.ROUNDER)));
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent
        .lanewise(VectorOperators.LSHL, 23)
        .add(IntVector.broadcast(BITS, 0x3f800000))
        .reinterpretAsFloats();
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector one = broadcast(1);
    FloatVector e = exp(x.abs().neg());
    FloatVector r = one.div(one.add(e));
    return select(x.compare(VectorOperators.GE, broadcast(0)), r, e.mul(r));
  }

  static FloatVector softplus(FloatVector x) {
    return x.max(broadcast(0)).add(logOnePlus(exp(x.abs().neg())));
  }

  private static FloatVector logOnePlus(FloatVector e) {
    FloatVector s = e.div(broadcast(2).add(e));
    FloatVector q = s.mul(s);
    FloatVector p = broadcast(2 / 17f);
    p = p.fma(q, broadcast(2 / 15f));
    p = p.fma(q, broadcast(2 / 13f));
    p = p.fma(q, broadcast(2 / 11f));
    p = p.fma(q, broadcast(2 / 9f));
    p = p.fma(q, broadcast(2 / 7f));
    p = p.fma(q, broadcast(2 / 5f));
    p = p.fma(q, broadcast(2 / 3f));
    p = p.fma(q, broadcast(2));
    return p.mul(s);
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector one = broadcast(1);
    FloatVector q = x.mul(x);
    FloatVector above = q.fma(one, broadcast(105f)).fma(q, broadcast(945f));
    FloatVector below = q.fma(broadcast(15f), broadcast(420f)).fma(q, broadcast(945f));
    FloatVector near = x.mul(above).div(below);
    FloatVector magnitude = x.abs();
    FloatVector far = one.sub(broadcast(2).div(exp(magnitude.add(magnitude)).add(one)));
    FloatVector signed = select(x.compare(VectorOperators.LT, broadcast(0)), far.neg(), far);
    return select(magnitude.compare(VectorOperators.LT, broadcast(0.5f)), near, signed);
  }
}
