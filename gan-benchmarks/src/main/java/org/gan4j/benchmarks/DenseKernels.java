package org.gan4j.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The dense layers of the quadratic networks, forward and back, over a tile of the batch.
 *
 * <p>A feature is a contiguous row over the batch: hidden features in tile buffers with rows {@link
 * #ROW} apart, points and features in whole-batch buffers with rows {@link #BATCH_ROW} apart. A row
 * has one vector more than it needs, so that neighbouring rows fall into different banks of the
 * cache. Kernels are {@code [inputs][outputs]}. Sums over the batch are kept a vector of partial
 * sums for each parameter, {@link RmsPropUpdate} folds them.
 *
 * <p>Why the loops look as they do, each point seen in the machine code or the time of JDK 17 and
 * 25 on a CPU with 16 vector registers of 8 floats:
 *
 * <ul>
 *   <li>Eight accumulators, 4 by 2 or 2 by 4: with twelve C2 spills.
 *   <li>The step of an inner loop is a parameter. With a constant step C2 unrolls the loop, hoists
 *       the loads of all copies and spills the accumulators: half the speed.
 *   <li>{@code & INDEX} tells C2 that an index is small, so that constant distances from it go into
 *       the address instead of an addition and a sign extension each.
 *   <li>Two rows in one pass need an index each, otherwise their loads are hoisted together.
 *   <li>Vector methods are called directly. A method with this many of them exceeds what C2
 *       inlines, except for the Vector API itself; a helper of ours would be called with boxed
 *       vectors.
 *   <li>Leaky ReLU compares and blends, three instructions; {@code max} is five, because of NaN.
 * </ul>
 */
final class DenseKernels {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  static final int BATCH = 256;
  static final int BATCH_ROW = BATCH + LANES;

  /** Samples that go through all layers, forward and back, before the next do. */
  static final int TILE = 128;

  static final int ROW = TILE + LANES;
  static final int HIDDEN = 16;

  /** Every index into a buffer of the step is below this bound. */
  static final int INDEX = 0xffff;

  private static final float SLOPE = 0.2f;

  private DenseKernels() {}

  /** Input layer: {@code out[16] = leaky(x[2] w[2][16] + b)}. */
  static void hiddenFromTwo(
      float[] w, int weights, int biases, float[] x, int xAt, float[] out, int vectorStep) {
    for (int o = 0; o < HIDDEN; o += 2) {
      FloatVector w00 = FloatVector.broadcast(SPECIES, w[weights + o]);
      FloatVector w01 = FloatVector.broadcast(SPECIES, w[weights + o + 1]);
      FloatVector w10 = FloatVector.broadcast(SPECIES, w[weights + HIDDEN + o]);
      FloatVector w11 = FloatVector.broadcast(SPECIES, w[weights + HIDDEN + o + 1]);
      FloatVector b0 = FloatVector.broadcast(SPECIES, w[biases + o]);
      FloatVector b1 = FloatVector.broadcast(SPECIES, w[biases + o + 1]);
      int to = o * ROW;
      int end = xAt + TILE;
      for (int at = xAt; at < end; at += vectorStep) {
        int a = at & INDEX;
        int c = to & INDEX;
        FloatVector x0 = FloatVector.fromArray(SPECIES, x, a);
        FloatVector x1 = FloatVector.fromArray(SPECIES, x, a + BATCH_ROW);
        FloatVector y = x1.fma(w10, x0.fma(w00, b0));
        y.blend(y.mul(SLOPE), y.compare(VectorOperators.LT, 0f)).intoArray(out, c);
        y = x1.fma(w11, x0.fma(w01, b1));
        y.blend(y.mul(SLOPE), y.compare(VectorOperators.LT, 0f)).intoArray(out, c + ROW);
        to += LANES;
      }
    }
  }

  /** Middle layer: {@code out[16] = leaky(in[16] w[16][16] + b)}. */
  static void hiddenFromHidden(
      float[] w, int weights, int biases, float[] in, float[] out, int rowStep) {
    for (int o = 0; o < HIDDEN; o += 4) {
      for (int v = 0; v < TILE; v += 2 * LANES) {
        FloatVector s00 = FloatVector.broadcast(SPECIES, w[biases + o]);
        FloatVector s01 = s00;
        FloatVector s10 = FloatVector.broadcast(SPECIES, w[biases + o + 1]);
        FloatVector s11 = s10;
        FloatVector s20 = FloatVector.broadcast(SPECIES, w[biases + o + 2]);
        FloatVector s21 = s20;
        FloatVector s30 = FloatVector.broadcast(SPECIES, w[biases + o + 3]);
        FloatVector s31 = s30;
        int weight = weights + o;
        for (int at = v; at < HIDDEN * ROW; at += rowStep) {
          int a = at & INDEX;
          int k = weight & INDEX;
          FloatVector x0 = FloatVector.fromArray(SPECIES, in, a);
          FloatVector x1 = FloatVector.fromArray(SPECIES, in, a + LANES);
          FloatVector y = FloatVector.broadcast(SPECIES, w[k]);
          s00 = x0.fma(y, s00);
          s01 = x1.fma(y, s01);
          y = FloatVector.broadcast(SPECIES, w[k + 1]);
          s10 = x0.fma(y, s10);
          s11 = x1.fma(y, s11);
          y = FloatVector.broadcast(SPECIES, w[k + 2]);
          s20 = x0.fma(y, s20);
          s21 = x1.fma(y, s21);
          y = FloatVector.broadcast(SPECIES, w[k + 3]);
          s30 = x0.fma(y, s30);
          s31 = x1.fma(y, s31);
          int k2 = (weight + HIDDEN) & INDEX;
          int a2 = (at + ROW) & INDEX;
          x0 = FloatVector.fromArray(SPECIES, in, a2);
          x1 = FloatVector.fromArray(SPECIES, in, a2 + LANES);
          y = FloatVector.broadcast(SPECIES, w[k2]);
          s00 = x0.fma(y, s00);
          s01 = x1.fma(y, s01);
          y = FloatVector.broadcast(SPECIES, w[k2 + 1]);
          s10 = x0.fma(y, s10);
          s11 = x1.fma(y, s11);
          y = FloatVector.broadcast(SPECIES, w[k2 + 2]);
          s20 = x0.fma(y, s20);
          s21 = x1.fma(y, s21);
          y = FloatVector.broadcast(SPECIES, w[k2 + 3]);
          s30 = x0.fma(y, s30);
          s31 = x1.fma(y, s31);
          weight += 2 * HIDDEN;
        }
        int to = (o * ROW + v) & INDEX;
        s00.blend(s00.mul(SLOPE), s00.compare(VectorOperators.LT, 0f)).intoArray(out, to);
        s01.blend(s01.mul(SLOPE), s01.compare(VectorOperators.LT, 0f)).intoArray(out, to + LANES);
        s10.blend(s10.mul(SLOPE), s10.compare(VectorOperators.LT, 0f)).intoArray(out, to + ROW);
        s11.blend(s11.mul(SLOPE), s11.compare(VectorOperators.LT, 0f))
            .intoArray(out, to + ROW + LANES);
        s20.blend(s20.mul(SLOPE), s20.compare(VectorOperators.LT, 0f)).intoArray(out, to + 2 * ROW);
        s21.blend(s21.mul(SLOPE), s21.compare(VectorOperators.LT, 0f))
            .intoArray(out, to + 2 * ROW + LANES);
        s30.blend(s30.mul(SLOPE), s30.compare(VectorOperators.LT, 0f)).intoArray(out, to + 3 * ROW);
        s31.blend(s31.mul(SLOPE), s31.compare(VectorOperators.LT, 0f))
            .intoArray(out, to + 3 * ROW + LANES);
      }
    }
  }

  /** Output layer: {@code out[2] = in[16] w[16][2] + b}. */
  static void twoFromHidden(
      float[] w, int weights, int biases, float[] in, float[] out, int outAt, int rowStep) {
    for (int v = 0; v < TILE; v += 4 * LANES) {
      FloatVector s00 = FloatVector.broadcast(SPECIES, w[biases]);
      FloatVector s01 = s00;
      FloatVector s02 = s00;
      FloatVector s03 = s00;
      FloatVector s10 = FloatVector.broadcast(SPECIES, w[biases + 1]);
      FloatVector s11 = s10;
      FloatVector s12 = s10;
      FloatVector s13 = s10;
      int weight = weights;
      for (int at = v; at < HIDDEN * ROW; at += rowStep) {
        int a = at & INDEX;
        int k = weight & INDEX;
        FloatVector y0 = FloatVector.broadcast(SPECIES, w[k]);
        FloatVector y1 = FloatVector.broadcast(SPECIES, w[k + 1]);
        FloatVector x = FloatVector.fromArray(SPECIES, in, a);
        s00 = x.fma(y0, s00);
        s10 = x.fma(y1, s10);
        x = FloatVector.fromArray(SPECIES, in, a + LANES);
        s01 = x.fma(y0, s01);
        s11 = x.fma(y1, s11);
        x = FloatVector.fromArray(SPECIES, in, a + 2 * LANES);
        s02 = x.fma(y0, s02);
        s12 = x.fma(y1, s12);
        x = FloatVector.fromArray(SPECIES, in, a + 3 * LANES);
        s03 = x.fma(y0, s03);
        s13 = x.fma(y1, s13);
        weight += 2;
      }
      int to = (outAt + v) & INDEX;
      s00.intoArray(out, to);
      s01.intoArray(out, to + LANES);
      s02.intoArray(out, to + 2 * LANES);
      s03.intoArray(out, to + 3 * LANES);
      s10.intoArray(out, to + BATCH_ROW);
      s11.intoArray(out, to + BATCH_ROW + LANES);
      s12.intoArray(out, to + BATCH_ROW + 2 * LANES);
      s13.intoArray(out, to + BATCH_ROW + 3 * LANES);
    }
  }

  /**
   * Output layer, back: replaces {@code h[16]} by {@code (dOut[2] w^T) leaky'(h)} and adds to the
   * sums of w and of the biases of h.
   */
  static void backTwoFromHidden(
      float[] w,
      int weights,
      float[] dOut,
      int dOutAt,
      float[] h,
      float[] sums,
      int weightSums,
      int biasSums,
      int vectorStep) {
    for (int i = 0; i < HIDDEN; i += 2) {
      FloatVector w00 = FloatVector.broadcast(SPECIES, w[weights + 2 * i]);
      FloatVector w01 = FloatVector.broadcast(SPECIES, w[weights + 2 * i + 1]);
      FloatVector w10 = FloatVector.broadcast(SPECIES, w[weights + 2 * i + 2]);
      FloatVector w11 = FloatVector.broadcast(SPECIES, w[weights + 2 * i + 3]);
      int sum = (weightSums + 2 * i * LANES) & INDEX;
      int bias = (biasSums + i * LANES) & INDEX;
      FloatVector s00 = FloatVector.fromArray(SPECIES, sums, sum);
      FloatVector s01 = FloatVector.fromArray(SPECIES, sums, sum + LANES);
      FloatVector s10 = FloatVector.fromArray(SPECIES, sums, sum + 2 * LANES);
      FloatVector s11 = FloatVector.fromArray(SPECIES, sums, sum + 3 * LANES);
      FloatVector b0 = FloatVector.fromArray(SPECIES, sums, bias);
      FloatVector b1 = FloatVector.fromArray(SPECIES, sums, bias + LANES);
      int hidden = i * ROW;
      int end = dOutAt + TILE;
      for (int at = dOutAt; at < end; at += vectorStep) {
        int a = at & INDEX;
        int c = hidden & INDEX;
        FloatVector d0 = FloatVector.fromArray(SPECIES, dOut, a);
        FloatVector d1 = FloatVector.fromArray(SPECIES, dOut, a + BATCH_ROW);
        FloatVector x = FloatVector.fromArray(SPECIES, h, c);
        s00 = x.fma(d0, s00);
        s01 = x.fma(d1, s01);
        FloatVector d = d1.fma(w01, d0.mul(w00));
        d = d.blend(d.mul(SLOPE), x.compare(VectorOperators.LT, 0f));
        b0 = b0.add(d);
        d.intoArray(h, c);
        x = FloatVector.fromArray(SPECIES, h, c + ROW);
        s10 = x.fma(d0, s10);
        s11 = x.fma(d1, s11);
        d = d1.fma(w11, d0.mul(w10));
        d = d.blend(d.mul(SLOPE), x.compare(VectorOperators.LT, 0f));
        b1 = b1.add(d);
        d.intoArray(h, c + ROW);
        hidden += LANES;
      }
      s00.intoArray(sums, sum);
      s01.intoArray(sums, sum + LANES);
      s10.intoArray(sums, sum + 2 * LANES);
      s11.intoArray(sums, sum + 3 * LANES);
      b0.intoArray(sums, bias);
      b1.intoArray(sums, bias + LANES);
    }
  }

  /** Output layer, back, of a frozen network: replaces {@code h[16]} by its gradient. */
  static void backTwoFromHidden(
      float[] w, int weights, float[] dOut, int dOutAt, float[] h, int vectorStep) {
    for (int i = 0; i < HIDDEN; i += 2) {
      FloatVector w00 = FloatVector.broadcast(SPECIES, w[weights + 2 * i]);
      FloatVector w01 = FloatVector.broadcast(SPECIES, w[weights + 2 * i + 1]);
      FloatVector w10 = FloatVector.broadcast(SPECIES, w[weights + 2 * i + 2]);
      FloatVector w11 = FloatVector.broadcast(SPECIES, w[weights + 2 * i + 3]);
      int hidden = i * ROW;
      int end = dOutAt + TILE;
      for (int at = dOutAt; at < end; at += vectorStep) {
        int a = at & INDEX;
        int c = hidden & INDEX;
        FloatVector d0 = FloatVector.fromArray(SPECIES, dOut, a);
        FloatVector d1 = FloatVector.fromArray(SPECIES, dOut, a + BATCH_ROW);
        FloatVector d = d1.fma(w01, d0.mul(w00));
        d.blend(d.mul(SLOPE), FloatVector.fromArray(SPECIES, h, c).compare(VectorOperators.LT, 0f))
            .intoArray(h, c);
        d = d1.fma(w11, d0.mul(w10));
        d.blend(
                d.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, c + ROW).compare(VectorOperators.LT, 0f))
            .intoArray(h, c + ROW);
        hidden += LANES;
      }
    }
  }

  /** Middle layer: adds {@code in^T d} to the sums of its kernel. */
  static void weightSums(float[] in, float[] d, float[] sums, int weightSums, int vectorStep) {
    for (int i = 0; i < HIDDEN; i += 4) {
      for (int o = 0; o < HIDDEN; o += 2) {
        int sum = (weightSums + (i * HIDDEN + o) * LANES) & INDEX;
        FloatVector s00 = FloatVector.fromArray(SPECIES, sums, sum);
        FloatVector s01 = FloatVector.fromArray(SPECIES, sums, sum + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, sums, sum + HIDDEN * LANES);
        FloatVector s11 = FloatVector.fromArray(SPECIES, sums, sum + (HIDDEN + 1) * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, sums, sum + 2 * HIDDEN * LANES);
        FloatVector s21 = FloatVector.fromArray(SPECIES, sums, sum + (2 * HIDDEN + 1) * LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, sums, sum + 3 * HIDDEN * LANES);
        FloatVector s31 = FloatVector.fromArray(SPECIES, sums, sum + (3 * HIDDEN + 1) * LANES);
        int output = o * ROW;
        int end = i * ROW + TILE;
        for (int at = i * ROW; at < end; at += vectorStep) {
          int a = at & INDEX;
          int c = output & INDEX;
          FloatVector d0 = FloatVector.fromArray(SPECIES, d, c);
          FloatVector d1 = FloatVector.fromArray(SPECIES, d, c + ROW);
          FloatVector x = FloatVector.fromArray(SPECIES, in, a);
          s00 = x.fma(d0, s00);
          s01 = x.fma(d1, s01);
          x = FloatVector.fromArray(SPECIES, in, a + ROW);
          s10 = x.fma(d0, s10);
          s11 = x.fma(d1, s11);
          x = FloatVector.fromArray(SPECIES, in, a + 2 * ROW);
          s20 = x.fma(d0, s20);
          s21 = x.fma(d1, s21);
          x = FloatVector.fromArray(SPECIES, in, a + 3 * ROW);
          s30 = x.fma(d0, s30);
          s31 = x.fma(d1, s31);
          output += LANES;
        }
        s00.intoArray(sums, sum);
        s01.intoArray(sums, sum + LANES);
        s10.intoArray(sums, sum + HIDDEN * LANES);
        s11.intoArray(sums, sum + (HIDDEN + 1) * LANES);
        s20.intoArray(sums, sum + 2 * HIDDEN * LANES);
        s21.intoArray(sums, sum + (2 * HIDDEN + 1) * LANES);
        s30.intoArray(sums, sum + 3 * HIDDEN * LANES);
        s31.intoArray(sums, sum + (3 * HIDDEN + 1) * LANES);
      }
    }
  }

  /** Middle layer, back: replaces {@code h[16]} by {@code (dOut[16] w^T) leaky'(h)}. */
  static void backHiddenFromHidden(float[] w, int weights, float[] dOut, float[] h, int rowStep) {
    for (int i = 0; i < HIDDEN; i += 4) {
      for (int v = 0; v < TILE; v += 2 * LANES) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        int weight = weights + i * HIDDEN;
        for (int at = v; at < HIDDEN * ROW; at += rowStep) {
          int a = at & INDEX;
          int k = weight & INDEX;
          FloatVector x0 = FloatVector.fromArray(SPECIES, dOut, a);
          FloatVector x1 = FloatVector.fromArray(SPECIES, dOut, a + LANES);
          FloatVector y = FloatVector.broadcast(SPECIES, w[k]);
          s00 = x0.fma(y, s00);
          s01 = x1.fma(y, s01);
          y = FloatVector.broadcast(SPECIES, w[k + HIDDEN]);
          s10 = x0.fma(y, s10);
          s11 = x1.fma(y, s11);
          y = FloatVector.broadcast(SPECIES, w[k + 2 * HIDDEN]);
          s20 = x0.fma(y, s20);
          s21 = x1.fma(y, s21);
          y = FloatVector.broadcast(SPECIES, w[k + 3 * HIDDEN]);
          s30 = x0.fma(y, s30);
          s31 = x1.fma(y, s31);
          int k2 = (weight + 1) & INDEX;
          int a2 = (at + ROW) & INDEX;
          x0 = FloatVector.fromArray(SPECIES, dOut, a2);
          x1 = FloatVector.fromArray(SPECIES, dOut, a2 + LANES);
          y = FloatVector.broadcast(SPECIES, w[k2]);
          s00 = x0.fma(y, s00);
          s01 = x1.fma(y, s01);
          y = FloatVector.broadcast(SPECIES, w[k2 + HIDDEN]);
          s10 = x0.fma(y, s10);
          s11 = x1.fma(y, s11);
          y = FloatVector.broadcast(SPECIES, w[k2 + 2 * HIDDEN]);
          s20 = x0.fma(y, s20);
          s21 = x1.fma(y, s21);
          y = FloatVector.broadcast(SPECIES, w[k2 + 3 * HIDDEN]);
          s30 = x0.fma(y, s30);
          s31 = x1.fma(y, s31);
          weight += 2;
        }
        int to = (i * ROW + v) & INDEX;
        s00.blend(
                s00.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to).compare(VectorOperators.LT, 0f))
            .intoArray(h, to);
        s01.blend(
                s01.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to + LANES).compare(VectorOperators.LT, 0f))
            .intoArray(h, to + LANES);
        s10.blend(
                s10.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to + ROW).compare(VectorOperators.LT, 0f))
            .intoArray(h, to + ROW);
        s11.blend(
                s11.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to + ROW + LANES).compare(VectorOperators.LT, 0f))
            .intoArray(h, to + ROW + LANES);
        s20.blend(
                s20.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to + 2 * ROW).compare(VectorOperators.LT, 0f))
            .intoArray(h, to + 2 * ROW);
        s21.blend(
                s21.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to + 2 * ROW + LANES)
                    .compare(VectorOperators.LT, 0f))
            .intoArray(h, to + 2 * ROW + LANES);
        s30.blend(
                s30.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to + 3 * ROW).compare(VectorOperators.LT, 0f))
            .intoArray(h, to + 3 * ROW);
        s31.blend(
                s31.mul(SLOPE),
                FloatVector.fromArray(SPECIES, h, to + 3 * ROW + LANES)
                    .compare(VectorOperators.LT, 0f))
            .intoArray(h, to + 3 * ROW + LANES);
      }
    }
  }

  /** Input layer: adds {@code x^T d} and the biases' {@code d} to the sums. */
  static void weightSumsFromTwo(
      float[] x, int xAt, float[] d, float[] sums, int weightSums, int biasSums, int vectorStep) {
    for (int o = 0; o < HIDDEN; o += 2) {
      int sum = (weightSums + o * LANES) & INDEX;
      int bias = (biasSums + o * LANES) & INDEX;
      FloatVector s00 = FloatVector.fromArray(SPECIES, sums, sum);
      FloatVector s01 = FloatVector.fromArray(SPECIES, sums, sum + LANES);
      FloatVector s10 = FloatVector.fromArray(SPECIES, sums, sum + HIDDEN * LANES);
      FloatVector s11 = FloatVector.fromArray(SPECIES, sums, sum + (HIDDEN + 1) * LANES);
      FloatVector b0 = FloatVector.fromArray(SPECIES, sums, bias);
      FloatVector b1 = FloatVector.fromArray(SPECIES, sums, bias + LANES);
      int output = o * ROW;
      int end = xAt + TILE;
      for (int at = xAt; at < end; at += vectorStep) {
        int a = at & INDEX;
        int c = output & INDEX;
        FloatVector x0 = FloatVector.fromArray(SPECIES, x, a);
        FloatVector x1 = FloatVector.fromArray(SPECIES, x, a + BATCH_ROW);
        FloatVector y = FloatVector.fromArray(SPECIES, d, c);
        s00 = x0.fma(y, s00);
        s10 = x1.fma(y, s10);
        b0 = b0.add(y);
        y = FloatVector.fromArray(SPECIES, d, c + ROW);
        s01 = x0.fma(y, s01);
        s11 = x1.fma(y, s11);
        b1 = b1.add(y);
        output += LANES;
      }
      s00.intoArray(sums, sum);
      s01.intoArray(sums, sum + LANES);
      s10.intoArray(sums, sum + HIDDEN * LANES);
      s11.intoArray(sums, sum + (HIDDEN + 1) * LANES);
      b0.intoArray(sums, bias);
      b1.intoArray(sums, bias + LANES);
    }
  }

  /**
   * Input layer, back: replaces the points {@code dx[2]} by {@code d[16] w^T}, and adds it to the
   * sums of the biases of the layer that made the points.
   */
  static void backToTwo(
      float[] w,
      int weights,
      float[] d,
      float[] dx,
      int dxAt,
      float[] sums,
      int biasSums,
      int rowStep) {
    FloatVector b0 = FloatVector.fromArray(SPECIES, sums, biasSums);
    FloatVector b1 = FloatVector.fromArray(SPECIES, sums, biasSums + LANES);
    for (int v = 0; v < TILE; v += 4 * LANES) {
      FloatVector s00 = FloatVector.zero(SPECIES);
      FloatVector s01 = s00;
      FloatVector s02 = s00;
      FloatVector s03 = s00;
      FloatVector s10 = s00;
      FloatVector s11 = s00;
      FloatVector s12 = s00;
      FloatVector s13 = s00;
      int weight = weights;
      for (int at = v; at < HIDDEN * ROW; at += rowStep) {
        int a = at & INDEX;
        int k = weight & INDEX;
        FloatVector y0 = FloatVector.broadcast(SPECIES, w[k]);
        FloatVector y1 = FloatVector.broadcast(SPECIES, w[k + HIDDEN]);
        FloatVector x = FloatVector.fromArray(SPECIES, d, a);
        s00 = x.fma(y0, s00);
        s10 = x.fma(y1, s10);
        x = FloatVector.fromArray(SPECIES, d, a + LANES);
        s01 = x.fma(y0, s01);
        s11 = x.fma(y1, s11);
        x = FloatVector.fromArray(SPECIES, d, a + 2 * LANES);
        s02 = x.fma(y0, s02);
        s12 = x.fma(y1, s12);
        x = FloatVector.fromArray(SPECIES, d, a + 3 * LANES);
        s03 = x.fma(y0, s03);
        s13 = x.fma(y1, s13);
        weight++;
      }
      int to = (dxAt + v) & INDEX;
      s00.intoArray(dx, to);
      s01.intoArray(dx, to + LANES);
      s02.intoArray(dx, to + 2 * LANES);
      s03.intoArray(dx, to + 3 * LANES);
      s10.intoArray(dx, to + BATCH_ROW);
      s11.intoArray(dx, to + BATCH_ROW + LANES);
      s12.intoArray(dx, to + BATCH_ROW + 2 * LANES);
      s13.intoArray(dx, to + BATCH_ROW + 3 * LANES);
      b0 = b0.add(s00.add(s01).add(s02.add(s03)));
      b1 = b1.add(s10.add(s11).add(s12.add(s13)));
    }
    b0.intoArray(sums, biasSums);
    b1.intoArray(sums, biasSums + LANES);
  }
}
