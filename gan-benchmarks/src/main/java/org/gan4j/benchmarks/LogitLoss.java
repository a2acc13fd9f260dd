package org.gan4j.benchmarks;

import static org.gan4j.benchmarks.DenseKernels.BATCH;
import static org.gan4j.benchmarks.DenseKernels.BATCH_ROW;
import static org.gan4j.benchmarks.DenseKernels.INDEX;
import static org.gan4j.benchmarks.DenseKernels.LANES;
import static org.gan4j.benchmarks.DenseKernels.SPECIES;
import static org.gan4j.benchmarks.DenseKernels.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The discriminator's last layer, the loss of its logit, and the way back to the features. */
final class LogitLoss {
  private static final int LARGEST_EXPONENT = Float.floatToRawIntBits(87f);
  private static final float ROUNDING = 0x1.8p23f;

  private LogitLoss() {}

  /** {@code exp(-x)} for x of at least 0, within 2 ulp; 0 where x is above 80. */
  static FloatVector exponentialOfMinus(FloatVector x) {
    // The bits of numbers that are not negative are in the order of the numbers, and the minimum
    // of integers is one instruction where that of floats is five.
    FloatVector y = x.reinterpretAsInts().min(LARGEST_EXPONENT).reinterpretAsFloats();
    FloatVector shifted =
        y.fma(
            FloatVector.broadcast(SPECIES, -1.44269504f), FloatVector.broadcast(SPECIES, ROUNDING));
    FloatVector n = shifted.sub(ROUNDING);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -0.693359375f), y.neg());
    r = n.fma(FloatVector.broadcast(SPECIES, 2.12194440e-4f), r);
    // The polynomial of Cephes' expf.
    FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691500e-4f);
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1.3981999507e-3f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 8.3334519073e-3f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665795894e-2f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666665459e-1f));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 5.0000001201e-1f));
    p = p.fma(r.mul(r), r).add(1f);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    // Subnormal gradients would slow every product on the way back on some CPUs.
    return p.reinterpretAsInts()
        .add(exponent)
        .reinterpretAsFloats()
        .blend(0f, x.compare(VectorOperators.GT, 80f));
  }

  /** {@code log(1 + e)} for e in [0, 1], within 2 ulp: {@code 2 atanh(e / (2 + e))} as a series. */
  static FloatVector logarithmOfOnePlus(FloatVector e) {
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
   * The last layer: {@code u = sign (f w + b)}, and {@code exp(-|u|)}. A method of its own, because
   * together with {@link #lossAndBack} it exceeds what C2 inlines, and would box vectors.
   *
   * @param weights where w[2] and after it b are
   * @param sign -1 for samples to be called real, 1 for samples to be called generated
   */
  static void logits(
      float[] w,
      int weights,
      float sign,
      float[] features,
      int start,
      float[] logits,
      float[] exponentials,
      int vectorStep) {
    FloatVector w0 = FloatVector.broadcast(SPECIES, w[weights]);
    FloatVector w1 = FloatVector.broadcast(SPECIES, w[weights + 1]);
    FloatVector bias = FloatVector.broadcast(SPECIES, w[weights + 2]);
    for (int at = 0; at < TILE; at += vectorStep) {
      int a = at & INDEX;
      int f = (start + at) & INDEX;
      FloatVector f0 = FloatVector.fromArray(SPECIES, features, f);
      FloatVector f1 = FloatVector.fromArray(SPECIES, features, f + BATCH_ROW);
      FloatVector u = f1.fma(w1, f0.fma(w0, bias)).mul(sign);
      u.intoArray(logits, a);
      exponentialOfMinus(u.abs()).intoArray(exponentials, a);
    }
  }

  /**
   * Adds softplus(u) to the sum of the losses, and replaces the features f by the gradient of the
   * loss' mean over the batch.
   *
   * @param weightSums where the sums of w[2] and after them that of b are
   * @param biasSums where the sums of the two biases of the features are
   */
  static void lossAndBack(
      float[] w,
      int weights,
      float sign,
      float[] logits,
      float[] exponentials,
      float[] features,
      int start,
      float[] sums,
      int weightSums,
      int biasSums,
      int lossSum,
      int vectorStep) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, weightSums);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, weightSums + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, weightSums + 2 * LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, sums, biasSums);
    FloatVector b1 = FloatVector.fromArray(SPECIES, sums, biasSums + LANES);
    // Kept in the array between calls: a vector as a parameter would be boxed at every pass.
    FloatVector loss = FloatVector.fromArray(SPECIES, sums, lossSum);
    FloatVector w0 = FloatVector.broadcast(SPECIES, w[weights]);
    FloatVector w1 = FloatVector.broadcast(SPECIES, w[weights + 1]);
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int at = 0; at < TILE; at += vectorStep) {
      int a = at & INDEX;
      int f = (start + at) & INDEX;
      FloatVector u = FloatVector.fromArray(SPECIES, logits, a);
      FloatVector e = FloatVector.fromArray(SPECIES, exponentials, a);
      loss = loss.add(u.add(u.abs()).fma(half, logarithmOfOnePlus(e)));
      FloatVector sigmoid = one.div(e.add(one));
      sigmoid = sigmoid.blend(sigmoid.mul(e), u.compare(VectorOperators.LT, 0f));
      FloatVector d = sigmoid.mul(sign / BATCH);
      s0 = FloatVector.fromArray(SPECIES, features, f).fma(d, s0);
      s1 = FloatVector.fromArray(SPECIES, features, f + BATCH_ROW).fma(d, s1);
      s2 = s2.add(d);
      FloatVector d0 = d.mul(w0);
      FloatVector d1 = d.mul(w1);
      b0 = b0.add(d0);
      b1 = b1.add(d1);
      d0.intoArray(features, f);
      d1.intoArray(features, f + BATCH_ROW);
    }
    loss.intoArray(sums, lossSum);
    s0.intoArray(sums, weightSums);
    s1.intoArray(sums, weightSums + LANES);
    s2.intoArray(sums, weightSums + 2 * LANES);
    b0.intoArray(sums, biasSums);
    b1.intoArray(sums, biasSums + LANES);
  }
}
