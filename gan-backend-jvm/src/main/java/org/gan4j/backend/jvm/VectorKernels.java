package org.gan4j.backend.jvm;

import static org.gan4j.backend.jvm.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import org.gan4j.tensor.Unary;

/**
 * Kernels for the vector unit. Matrix products keep a block of the result in registers: 4 rows by 2
 * vectors, which with 2 vectors of the right factor and 1 of the left is within 16 registers.
 *
 * <p>Their inner loops advance by a stride that is no constant. The JIT would unroll a loop with a
 * constant one, schedule the loads of all copies first, and spill the accumulators.
 */
final class VectorKernels implements Kernels {
  private static final int LANES = VectorLanes.SPECIES.length();

  /** The lanes again, but as a stride that the JIT does not know: see the class comment. */
  private final int step = LANES;

  /** Tells C2 that an index is small, so that a constant distance from it goes into the address. */
  private static final int INDEX = 0x3fffffff;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public String description() {
    return "vector kernels of " + LANES + " lanes";
  }

  @Override
  public Class<?> instructions() {
    return VectorLanes.class;
  }

  @Override
  public void multiplyRows(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns) {
    boolean padded = c.down % LANES == 0 && r.down % LANES == 0;
    int whole = padded ? roundUp(columns) : columns / LANES * LANES;
    int p = 0;
    for (; p + 4 <= rows; p += 4) {
      if (inner == 2) {
        outer4x2(l, r, c, p, whole, step);
        continue;
      }
      int q = 0;
      for (; q + 2 * LANES <= whole; q += 2 * LANES) {
        rows4x2(l, r, c, p, q, inner);
      }
      for (; q < whole; q += LANES) {
        rows4x1(l, r, c, p, q, inner);
      }
    }
    for (; p + 2 <= rows; p += 2) {
      int q = 0;
      for (; q + 4 * LANES <= whole; q += 4 * LANES) {
        rows2x4(l, r, c, p, q, inner);
      }
      for (; q < whole; q += LANES) {
        rows1x1(l, r, c, p, q, inner);
        rows1x1(l, r, c, p + 1, q, inner);
      }
    }
    if (p < rows) {
      for (int q = 0; q < whole; q += LANES) {
        rows1x1(l, r, c, p, q, inner);
      }
    }
    if (whole < columns) {
      rowsTail(l, r, c, rows, whole, columns, inner);
    }
  }

  private static int roundUp(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  private static void rows4x2(Matrix l, Matrix r, Matrix c, int p, int q, int inner) {
    float[] left = l.values;
    float[] right = r.values;
    FloatVector c00 = broadcast(0);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    int a0 = l.offset + p * l.down;
    int a1 = a0 + l.down;
    int a2 = a1 + l.down;
    int a3 = a2 + l.down;
    int down = r.down;
    int start = r.offset + q;
    int end = start + inner * down;
    for (int b = start; b < end; b += down) {
      FloatVector b0 = load(right, b);
      FloatVector b1 = load(right, b + LANES);
      FloatVector a = broadcast(left[a0]);
      c00 = a.fma(b0, c00);
      c01 = a.fma(b1, c01);
      a = broadcast(left[a1]);
      c10 = a.fma(b0, c10);
      c11 = a.fma(b1, c11);
      a = broadcast(left[a2]);
      c20 = a.fma(b0, c20);
      c21 = a.fma(b1, c21);
      a = broadcast(left[a3]);
      c30 = a.fma(b0, c30);
      c31 = a.fma(b1, c31);
      a0 += l.across;
      a1 += l.across;
      a2 += l.across;
      a3 += l.across;
    }
    int to = c.offset + p * c.down + q;
    c00.intoArray(c.values, to);
    c01.intoArray(c.values, to + LANES);
    to += c.down;
    c10.intoArray(c.values, to);
    c11.intoArray(c.values, to + LANES);
    to += c.down;
    c20.intoArray(c.values, to);
    c21.intoArray(c.values, to + LANES);
    to += c.down;
    c30.intoArray(c.values, to);
    c31.intoArray(c.values, to + LANES);
  }

  private static void rows4x1(Matrix l, Matrix r, Matrix c, int p, int q, int inner) {
    float[] left = l.values;
    FloatVector c0 = broadcast(0);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    int a0 = l.offset + p * l.down;
    int a1 = a0 + l.down;
    int a2 = a1 + l.down;
    int a3 = a2 + l.down;
    int down = r.down;
    int start = r.offset + q;
    int end = start + inner * down;
    for (int b = start; b < end; b += down) {
      FloatVector b0 = load(r.values, b);
      c0 = broadcast(left[a0]).fma(b0, c0);
      c1 = broadcast(left[a1]).fma(b0, c1);
      c2 = broadcast(left[a2]).fma(b0, c2);
      c3 = broadcast(left[a3]).fma(b0, c3);
      a0 += l.across;
      a1 += l.across;
      a2 += l.across;
      a3 += l.across;
    }
    int to = c.offset + p * c.down + q;
    c0.intoArray(c.values, to);
    c1.intoArray(c.values, to + c.down);
    c2.intoArray(c.values, to + 2 * c.down);
    c3.intoArray(c.values, to + 3 * c.down);
  }

  private static void rows2x4(Matrix l, Matrix r, Matrix c, int p, int q, int inner) {
    float[] left = l.values;
    float[] right = r.values;
    FloatVector c00 = broadcast(0);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    int a0 = l.offset + p * l.down;
    int a1 = a0 + l.down;
    int down = r.down;
    int start = r.offset + q;
    int end = start + inner * down;
    for (int at = start; at < end; at += down) {
      int b = at & INDEX;
      FloatVector x = broadcast(left[a0]);
      FloatVector y = broadcast(left[a1]);
      FloatVector v = load(right, b);
      c00 = x.fma(v, c00);
      c10 = y.fma(v, c10);
      v = load(right, b + LANES);
      c01 = x.fma(v, c01);
      c11 = y.fma(v, c11);
      v = load(right, b + 2 * LANES);
      c02 = x.fma(v, c02);
      c12 = y.fma(v, c12);
      v = load(right, b + 3 * LANES);
      c03 = x.fma(v, c03);
      c13 = y.fma(v, c13);
      a0 += l.across;
      a1 += l.across;
    }
    int to = (c.offset + p * c.down + q) & INDEX;
    c00.intoArray(c.values, to);
    c01.intoArray(c.values, to + LANES);
    c02.intoArray(c.values, to + 2 * LANES);
    c03.intoArray(c.values, to + 3 * LANES);
    to = (to + c.down) & INDEX;
    c10.intoArray(c.values, to);
    c11.intoArray(c.values, to + LANES);
    c12.intoArray(c.values, to + 2 * LANES);
    c13.intoArray(c.values, to + 3 * LANES);
  }

  /** Four rows of a product of inner dimension 2: the left factor stays in registers. */
  private static void outer4x2(Matrix l, Matrix r, Matrix c, int p, int columns, int step) {
    float[] left = l.values;
    float[] right = r.values;
    float[] to = c.values;
    int a = l.offset + p * l.down;
    FloatVector a00 = broadcast(left[a]);
    FloatVector a01 = broadcast(left[a + l.across]);
    a += l.down;
    FloatVector a10 = broadcast(left[a]);
    FloatVector a11 = broadcast(left[a + l.across]);
    a += l.down;
    FloatVector a20 = broadcast(left[a]);
    FloatVector a21 = broadcast(left[a + l.across]);
    a += l.down;
    FloatVector a30 = broadcast(left[a]);
    FloatVector a31 = broadcast(left[a + l.across]);
    int down = r.down;
    int end = r.offset + columns;
    int c0 = c.offset + p * c.down;
    int c1 = c0 + c.down;
    int c2 = c1 + c.down;
    int c3 = c2 + c.down;
    for (int b = r.offset; b < end; b += step) {
      FloatVector b0 = load(right, b);
      FloatVector b1 = load(right, b + down);
      a01.fma(b1, a00.mul(b0)).intoArray(to, c0);
      a11.fma(b1, a10.mul(b0)).intoArray(to, c1);
      a21.fma(b1, a20.mul(b0)).intoArray(to, c2);
      a31.fma(b1, a30.mul(b0)).intoArray(to, c3);
      c0 += step;
      c1 += step;
      c2 += step;
      c3 += step;
    }
  }

  private static void rows1x1(Matrix l, Matrix r, Matrix c, int p, int q, int inner) {
    FloatVector sum = broadcast(0);
    int left = l.offset + p * l.down;
    int down = r.down;
    int start = r.offset + q;
    int end = start + inner * down;
    for (int b = start; b < end; b += down) {
      sum = broadcast(l.values[left]).fma(load(r.values, b), sum);
      left += l.across;
    }
    sum.intoArray(c.values, c.offset + p * c.down + q);
  }

  private static void rowsTail(
      Matrix l, Matrix r, Matrix c, int rows, int from, int columns, int inner) {
    for (int p = 0; p < rows; p++) {
      for (int q = from; q < columns; q++) {
        float sum = 0;
        for (int k = 0; k < inner; k++) {
          sum =
              Math.fma(
                  l.values[l.offset + p * l.down + k * l.across],
                  r.values[r.offset + k * r.down + q],
                  sum);
        }
        c.values[c.offset + p * c.down + q] = sum;
      }
    }
  }

  @Override
  public int scratchForDots(int rows, int columns) {
    return rows * roundUp(columns) * LANES;
  }

  /** First the lane sums of all dot products, one vector each, then their totals at once. */
  @Override
  public void multiplyDots(
      Matrix l, Matrix r, Matrix c, int rows, int inner, int columns, float[] scratch) {
    int width = roundUp(columns) * LANES;
    if (rows >= 4) {
      laneSums(l, r, rows, inner, columns, scratch, width, LANES);
    } else {
      laneSums(r.transposed(), l.transposed(), columns, inner, rows, scratch, LANES, width);
    }
    LaneSums.fold(scratch, rows * roundUp(columns));
    for (int p = 0; p < rows; p++) {
      System.arraycopy(scratch, p * roundUp(columns), c.values, c.offset + p * c.down, columns);
    }
    int whole = inner / LANES * LANES;
    if (whole < inner) {
      addTails(l, r, c, rows, whole, inner, columns);
    }
  }

  /** The lane sums of product (p, q) go to {@code p * down + q * across}. */
  private void laneSums(
      Matrix l, Matrix r, int rows, int inner, int columns, float[] sums, int down, int across) {
    int p = 0;
    for (; p + 4 <= rows; p += 4) {
      int q = 0;
      for (; q + 2 <= columns; q += 2) {
        dots4x2(l, r, p, q, inner, step, sums, p * down + q * across, down, across);
      }
      for (; q < columns; q++) {
        for (int row = p; row < p + 4; row++) {
          dot(l, r, row, q, inner, sums, row * down + q * across);
        }
      }
    }
    for (; p < rows; p++) {
      for (int q = 0; q < columns; q++) {
        dot(l, r, p, q, inner, sums, p * down + q * across);
      }
    }
  }

  private static void dots4x2(
      Matrix l,
      Matrix r,
      int p,
      int q,
      int inner,
      int step,
      float[] sums,
      int to,
      int sumsDown,
      int sumsAcross) {
    float[] left = l.values;
    float[] right = r.values;
    int down = l.down;
    int across = r.across;
    FloatVector s00 = broadcast(0);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int start = l.offset + p * down;
    int end = start + inner / LANES * LANES;
    int k = r.offset + q * across;
    for (int row = start; row < end; row += step) {
      FloatVector b0 = load(right, k);
      FloatVector b1 = load(right, k + across);
      int at = row;
      FloatVector a = load(left, at);
      s00 = a.fma(b0, s00);
      s01 = a.fma(b1, s01);
      at += down;
      a = load(left, at);
      s10 = a.fma(b0, s10);
      s11 = a.fma(b1, s11);
      at += down;
      a = load(left, at);
      s20 = a.fma(b0, s20);
      s21 = a.fma(b1, s21);
      at += down;
      a = load(left, at);
      s30 = a.fma(b0, s30);
      s31 = a.fma(b1, s31);
      k += step;
    }
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + sumsAcross);
    s10.intoArray(sums, to + sumsDown);
    s11.intoArray(sums, to + sumsDown + sumsAcross);
    s20.intoArray(sums, to + 2 * sumsDown);
    s21.intoArray(sums, to + 2 * sumsDown + sumsAcross);
    s30.intoArray(sums, to + 3 * sumsDown);
    s31.intoArray(sums, to + 3 * sumsDown + sumsAcross);
  }

  private static void dot(Matrix l, Matrix r, int p, int q, int inner, float[] sums, int to) {
    int left = l.offset + p * l.down;
    int right = r.offset + q * r.across;
    FloatVector even = broadcast(0);
    FloatVector odd = even;
    int k = 0;
    for (; k + 2 * LANES <= inner; k += 2 * LANES) {
      even = load(l.values, left + k).fma(load(r.values, right + k), even);
      odd = load(l.values, left + k + LANES).fma(load(r.values, right + k + LANES), odd);
    }
    if (k + LANES <= inner) {
      even = load(l.values, left + k).fma(load(r.values, right + k), even);
    }
    even.add(odd).intoArray(sums, to);
  }

  private static void addTails(
      Matrix l, Matrix r, Matrix c, int rows, int from, int inner, int columns) {
    for (int p = 0; p < rows; p++) {
      for (int q = 0; q < columns; q++) {
        int left = l.offset + p * l.down;
        int right = r.offset + q * r.across;
        float sum = c.values[c.offset + p * c.down + q];
        for (int k = from; k < inner; k++) {
          sum = Math.fma(l.values[left + k], r.values[right + k], sum);
        }
        c.values[c.offset + p * c.down + q] = sum;
      }
    }
  }

  @Override
  public Step transcendental(Unary function, float[] from, float[] to) {
    return switch (function) {
      case EXP -> VectorFunctions.exp(from, to);
      case SIGMOID -> VectorFunctions.sigmoid(from, to);
      case SOFTPLUS -> VectorFunctions.softplus(from, to);
      case TANH -> VectorFunctions.tanh(from, to);
      default ->
          () -> {
            for (int i = 0; i < to.length; i++) {
              to[i] = (float) function.apply(from[i]);
            }
          };
    };
  }

  @Override
  public int scratchForSums(int rows) {
    return roundUp(rows) * LANES;
  }

  /** Like the dot products: lane sums first, then all totals at once. */
  @Override
  public void sumRows(float[] from, int outer, int inner, int stride, float[] to, float[] scratch) {
    int whole = inner / LANES * LANES;
    int o = 0;
    for (; o + 4 <= outer; o += 4) {
      sums4(from, o * stride, stride, whole, step, scratch, o * LANES);
    }
    for (; o < outer; o++) {
      sums1(from, o * stride, whole, step, scratch, o * LANES);
    }
    LaneSums.fold(scratch, roundUp(outer));
    System.arraycopy(scratch, 0, to, 0, outer);
    if (whole < inner) {
      for (o = 0; o < outer; o++) {
        for (int i = whole; i < inner; i++) {
          to[o] += from[o * stride + i];
        }
      }
    }
  }

  private static void sums4(
      float[] from, int start, int stride, int count, int step, float[] sums, int to) {
    FloatVector s0 = broadcast(0);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int end = start + count;
    for (int i = start; i < end; i += step) {
      int at = i;
      s0 = s0.add(load(from, at));
      at += stride;
      s1 = s1.add(load(from, at));
      at += stride;
      s2 = s2.add(load(from, at));
      at += stride;
      s3 = s3.add(load(from, at));
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
    s3.intoArray(sums, to + 3 * LANES);
  }

  private static void sums1(float[] from, int start, int count, int step, float[] sums, int to) {
    FloatVector sum = broadcast(0);
    int end = start + count;
    for (int i = start; i < end; i += step) {
      sum = sum.add(load(from, i));
    }
    sum.intoArray(sums, to);
  }

  @Override
  public void sumColumns(float[] from, int outer, int stride, float[] to) {
    for (int i = 0; i < stride; i += LANES) {
      FloatVector sum = broadcast(0);
      for (int o = 0; o < outer; o++) {
        sum = sum.add(load(from, o * stride + i));
      }
      sum.intoArray(to, i);
    }
  }
}
