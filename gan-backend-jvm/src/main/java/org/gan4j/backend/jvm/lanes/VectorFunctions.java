package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gan4j.backend.jvm.kernel.Kernel;

/**
 * The functions of {@link ScalarFunctions}, which says what they compute, for arrays of whole
 * vectors. Each loop is one method with all its arithmetic in it: the JIT does not inline methods
 * of this size, and a vector that crosses a call is an object.
 */
final class VectorFunctions {
  private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = VectorLanes.SPECIES.length();
  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ScalarFunctions.ROUNDER);
  private static final int ONE_BITS = Float.floatToRawIntBits(1);

  private VectorFunctions() {}

  static Kernel exp(float[] from, float[] to) {
    return Kernel.sequence(
        () -> System.arraycopy(from, 0, to, 0, to.length), () -> exponentiate(to));
  }

  static Kernel expm1(float[] from, float[] to) {
    return Kernel.sequence(
        () -> System.arraycopy(from, 0, to, 0, to.length),
        () -> exponentiate(to),
        () -> expm1Of(from, to));
  }

  static Kernel sigmoid(float[] from, float[] to) {
    return Kernel.sequence(
        () -> minusMagnitude(from, to), () -> exponentiate(to), () -> sigmoidOf(from, to));
  }

  static Kernel softplus(float[] from, float[] to) {
    return Kernel.sequence(
        () -> minusMagnitude(from, to), () -> exponentiate(to), () -> softplusOf(from, to));
  }

  static Kernel tanh(float[] from, float[] to) {
    return Kernel.sequence(
        () -> twiceMagnitude(from, to), () -> exponentiate(to), () -> tanhOf(from, to));
  }

  private static void minusMagnitude(float[] from, float[] to) {
    for (int i = 0; i < to.length; i += LANES) {
      load(from, i).abs().neg().intoArray(to, i);
    }
  }

  private static void twiceMagnitude(float[] from, float[] to) {
    for (int i = 0; i < to.length; i += LANES) {
      FloatVector magnitude = load(from, i).abs();
      magnitude.add(magnitude).intoArray(to, i);
    }
  }

  private static void expm1Of(float[] from, float[] to) {
    for (int i = 0; i < to.length; i += LANES) {
      FloatVector x = load(from, i);
      FloatVector y = x.mul(0.5f);
      FloatVector q = y.mul(y);
      FloatVector above = q.add(105).fma(q, broadcast(945));
      FloatVector below = q.fma(broadcast(15), broadcast(420)).fma(q, broadcast(945));
      FloatVector near = x.mul(above).div(y.neg().fma(above, below));
      load(to, i)
          .sub(1)
          .blend(near, x.abs().compare(VectorOperators.LT, broadcast(0.5f)))
          .intoArray(to, i);
    }
  }

  private static void sigmoidOf(float[] from, float[] to) {
    FloatVector one = broadcast(1);
    for (int i = 0; i < to.length; i += LANES) {
      FloatVector e = load(to, i);
      FloatVector r = one.div(one.add(e));
      e.mul(r).blend(r, load(from, i).compare(VectorOperators.GE, broadcast(0))).intoArray(to, i);
    }
  }

  private static void softplusOf(float[] from, float[] to) {
    for (int i = 0; i < to.length; i += LANES) {
      FloatVector e = load(to, i);
      FloatVector s = e.div(e.add(2));
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
      load(from, i).max(0).add(p.mul(s)).intoArray(to, i);
    }
  }

  private static void tanhOf(float[] from, float[] to) {
    FloatVector one = broadcast(1);
    for (int i = 0; i < to.length; i += LANES) {
      FloatVector x = load(from, i);
      FloatVector q = x.mul(x);
      FloatVector above = q.add(105).fma(q, broadcast(945));
      FloatVector below = q.fma(broadcast(15), broadcast(420)).fma(q, broadcast(945));
      FloatVector near = x.mul(above).div(below);
      FloatVector far = one.sub(broadcast(2).div(load(to, i).add(1)));
      far.blend(far.neg(), x.compare(VectorOperators.LT, broadcast(0)))
          .blend(near, x.abs().compare(VectorOperators.LT, broadcast(0.5f)))
          .intoArray(to, i);
    }
  }

  private static void exponentiate(float[] values) {
    FloatVector rounder = broadcast(ScalarFunctions.ROUNDER);
    for (int i = 0; i < values.length; i += LANES) {
      FloatVector x =
          load(values, i).min(ScalarFunctions.EXP_OVERFLOWS).max(ScalarFunctions.EXP_UNDERFLOWS);
      FloatVector rounded = x.fma(broadcast(ScalarFunctions.LOG2_E), rounder);
      FloatVector n = rounded.sub(rounder);
      FloatVector r =
          n.fma(
              broadcast(-ScalarFunctions.LN2_LOW), n.fma(broadcast(-ScalarFunctions.LN2_HIGH), x));
      FloatVector p = broadcast(1 / 5040f);
      p = p.fma(r, broadcast(1 / 720f));
      p = p.fma(r, broadcast(1 / 120f));
      p = p.fma(r, broadcast(1 / 24f));
      p = p.fma(r, broadcast(1 / 6f));
      p = p.fma(r, broadcast(0.5f));
      p = p.fma(r, broadcast(1));
      p = p.fma(r, broadcast(1));
      IntVector exponent = rounded.reinterpretAsInts().sub(IntVector.broadcast(BITS, ROUNDER_BITS));
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = exponent.sub(half);
      IntVector one = IntVector.broadcast(BITS, ONE_BITS);
      p.mul(half.lanewise(VectorOperators.LSHL, 23).add(one).reinterpretAsFloats())
          .mul(rest.lanewise(VectorOperators.LSHL, 23).add(one).reinterpretAsFloats())
          .intoArray(values, i);
    }
  }
}
