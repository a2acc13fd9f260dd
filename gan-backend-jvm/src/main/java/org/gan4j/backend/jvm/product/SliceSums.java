package org.gan4j.backend.jvm.product;

import static org.gan4j.backend.jvm.product.TiledProduct.pieces;

import java.util.Arrays;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;

/**
 * Sums over the middle one of three row-major axes. They are made of sums of a few slices each, so
 * that rounding does not grow with their number; these are what threads share.
 */
public final class SliceSums implements Kernel {
  private static final int BLOCK = 128;

  private final Kernels kernels;
  private final Workers workers;
  private final float[] from;
  private final int outer;
  private final int middle;
  private final int inner;
  private final float[] to;
  private final int blocks;
  private final float[] sums;
  private final Workers.Parts parts = (part, worker) -> sumBlock(part);

  public SliceSums(
      Kernels kernels,
      Workers workers,
      float[] from,
      int outer,
      int middle,
      int inner,
      float[] to) {
    this.kernels = kernels;
    this.workers = workers;
    this.from = from;
    this.outer = outer;
    this.middle = middle;
    this.inner = inner;
    this.to = to;
    this.blocks = pieces(middle, BLOCK);
    this.sums = new float[outer * blocks * inner];
  }

  @Override
  public void run() {
    workers.run(outer * blocks, outer * middle * inner, parts);
    Arrays.fill(to, 0, outer * inner, 0);
    for (int o = 0; o < outer; o++) {
      for (int block = 0; block < blocks; block++) {
        int at = (o * blocks + block) * inner;
        for (int i = 0; i < inner; i++) {
          to[o * inner + i] += sums[at + i];
        }
      }
    }
  }

  private void sumBlock(int part) {
    int first = part % blocks * BLOCK;
    int count = Math.min(BLOCK, middle - first);
    int start = (part / blocks * middle + first) * inner;
    kernels.sumSlices(from, start, count, inner, sums, part * inner);
  }
}
