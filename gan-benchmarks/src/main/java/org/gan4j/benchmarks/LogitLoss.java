package org.gan4j.benchmarks;

import static org.gan4j.benchmarks.DenseKernels.BATCH;
import static org.gan4j.benchmarks.DenseKernels.BATCH_ROW;
import static org.gan4j.benchmarks.DenseKernels.LANES;
import static org.gan4j.benchmarks.DenseKernels.SPECIES;
import static org.gan4j.benchmarks.DenseKernels.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The discriminator's last layer, its loss from the logit, and the way back to the features. */
final class LogitLoss {
  private static final int LARGEST = Float.floatToRawIntBits(87f);

  private LogitLoss() {}

  /** exp(-x) for x of at least 0; 0 where it would not be a normal number. */
  static FloatVector expOfMinus(FloatVector x) {
    // For numbers of at least 0 the order of the bits is that of the numbers, and an integer
    // minimum is one instruction where a float minimum is five.
    FloatVector y = x.reinterpretAsInts().min(LARGEST).reinterpretAsFloats();
    FloatVector shifted = y.fma(FloatVector.broadcast(SPECIES, -1.44269504f), FloatVector.broadcast(SPECIES, 12582912f));
    FloatVector n = shifted.sub(12582912f);
    // r = -y - n ln 2
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -0.693359375f), y.neg());
    r = n.fma(FloatVector.broadcast(SPECIES, 2.12194440e-4f), r);
    FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691500E-4f);
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1.3981999507E-3f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 8.3334519073E-3f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665795894E-2f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666665459E-1f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 5.0000001201E-1f));
    p = p.fma(r.mul(r), r).add(1f);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    // A subnormal gradient would slow every multiplication on the way back.
    return p.reinterpretAsInts()
        .add(exponent)
        .reinterpretAsFloats()
        .blend(0f, x.compare(VectorOperators.GT, 80f));
  }

  /** log(1 + e) for e in [0, 1]. */
  static FloatVector logOfOnePlus(FloatVector e) {
    FloatVector s = e.div(e.add(2f));
    FloatVector q = s.mul(s);
    FloatVector p = FloatVector.broadcast(SPECIES, 2f / 13);
    p = p.fma(q, FloatVector.broadcast(SPECIES, 2f / 11));
    p = p.fma(q, FloatVector.broadcast(SPECIES, 2f / 9));
    p = p.fma(q, FloatVector.broadcast(SPECIES, 2f / 7));
    p = p.fma(q, FloatVector.broadcast(SPECIES, 2f / 5));
    p = p.fma(q, FloatVector.broadcast(SPECIES, 2f / 3));
    return p.fma(q.mul(s), s.add(s));
  }

  /**
   * Replaces the features by their gradients. sums: w4 (2), b4; then b3 (2).
   */
  static void lossAndBack(
      float[] w,
      int weights,
      float sign,
      float[] features,
      int at0,
      float[] sums,
      int weightSums,
      int featureBiasSums,
      int lossSum,
      int vectorStep) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, weightSums);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, weightSums + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, weightSums + 2 * LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, sums, featureBiasSums);
    FloatVector b1 = FloatVector.fromArray(SPECIES, sums, featureBiasSums + LANES);
    FloatVector loss = FloatVector.fromArray(SPECIES, sums, lossSum);
    FloatVector w0 = FloatVector.broadcast(SPECIES, w[weights]);
    FloatVector w1 = FloatVector.broadcast(SPECIES, w[weights + 1]);
    FloatVector bias = FloatVector.broadcast(SPECIES, w[weights + 2]);
    FloatVector signs = FloatVector.broadcast(SPECIES, sign);
    FloatVector scale = FloatVector.broadcast(SPECIES, sign / BATCH);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int end = at0 + TILE;
    for (int p = at0; p < end; p += vectorStep) {
      int at = p & 0xffff;
      FloatVector f0 = FloatVector.fromArray(SPECIES, features, at);
      FloatVector f1 = FloatVector.fromArray(SPECIES, features, at + BATCH_ROW);
      FloatVector u = f1.fma(w1, f0.fma(w0, bias)).mul(signs);
      FloatVector a = u.abs();
      FloatVector e = expOfMinus(a);
      FloatVector r = one.div(e.add(one));
      loss = loss.add(u.add(a).fma(FloatVector.broadcast(SPECIES, 0.5f), logOfOnePlus(e)));
      FloatVector d = r.blend(r.mul(e), u.compare(VectorOperators.LT, 0f)).mul(scale);
      s0 = f0.fma(d, s0);
      s1 = f1.fma(d, s1);
      s2 = s2.add(d);
      FloatVector d0 = d.mul(w0);
      FloatVector d1 = d.mul(w1);
      b0 = b0.add(d0);
      b1 = b1.add(d1);
      d0.intoArray(features, at);
      d1.intoArray(features, at + BATCH_ROW);
    }
    loss.intoArray(sums, lossSum);
    s0.intoArray(sums, weightSums);
    s1.intoArray(sums, weightSums + LANES);
    s2.intoArray(sums, weightSums + 2 * LANES);
    b0.intoArray(sums, featureBiasSums);
    b1.intoArray(sums, featureBiasSums + LANES);
  }
}
