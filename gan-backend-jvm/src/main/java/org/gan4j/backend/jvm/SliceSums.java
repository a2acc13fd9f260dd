package org.gan4j.backend.jvm;

import java.util.Arrays;

/**
 * Sums over the middle one of three row-major axes, in a loop that the JIT vectorizes by itself.
 * They are made of sums of a few slices each, so that rounding does not grow with their number.
 */
final class SliceSums implements Step {
  private static final int BLOCK = 128;

  private final float[] from;
  private final int outer;
  private final int middle;
  private final int inner;
  private final float[] to;
  private final float[] block;

  SliceSums(float[] from, int outer, int middle, int inner, float[] to) {
    this.from = from;
    this.outer = outer;
    this.middle = middle;
    this.inner = inner;
    this.to = to;
    this.block = new float[inner];
  }

  @Override
  public void run() {
    Arrays.fill(to, 0, outer * inner, 0);
    for (int o = 0; o < outer; o++) {
      for (int first = 0; first < middle; first += BLOCK) {
        Arrays.fill(block, 0);
        int end = Math.min(middle, first + BLOCK);
        for (int m = first; m < end; m++) {
          add(from, (o * middle + m) * inner, block, 0, inner);
        }
        add(block, 0, to, o * inner, inner);
      }
    }
  }

  private static void add(float[] from, int start, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] += from[start + i];
    }
  }
}
