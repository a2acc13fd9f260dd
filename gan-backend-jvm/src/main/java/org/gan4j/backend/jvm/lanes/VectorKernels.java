package org.gan4j.backend.jvm.lanes;

import static org.gan4j.backend.jvm.lanes.VectorLanes.broadcast;
import static org.gan4j.backend.jvm.lanes.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import org.gan4j.backend.jvm.kernel.Instructions;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;
import org.gan4j.backend.jvm.kernel.Tiles;
import org.gan4j.tensor.Unary;

/** Kernels for the vector unit. */
public final class VectorKernels implements Kernels {
  private static final Instructions INSTRUCTIONS = new Instructions(VectorLanes.class);
  private static final int LANES = VectorLanes.SPECIES.length();

  /** Whether there are 32 vector registers, as CPUs with 16 lanes have, and not 16. */
  static final boolean HAS_32_REGISTERS = LANES >= 16;

  static final int TILE_ROWS = HAS_32_REGISTERS ? 8 : 4;
  static final int TILE_COLUMNS = 2 * LANES;

  private final boolean joinsProducts;

  /** The kernels that are the fastest with as many registers as there are. */
  public VectorKernels() {
    this(HAS_32_REGISTERS);
  }

  /** The kernels with or without products in loops, which are right with few registers too. */
  public VectorKernels(boolean joinsProducts) {
    this.joinsProducts = joinsProducts;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public String description() {
    return "vector kernels of " + LANES + " lanes";
  }

  @Override
  public boolean joinsProducts() {
    return joinsProducts;
  }

  @Override
  public Instructions instructions() {
    return INSTRUCTIONS;
  }

  @Override
  public Kernel multiplyRows(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns) {
    return new RowsProduct(l, r, c, rows, inner, columns);
  }

  @Override
  public Kernel multiplyDots(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns) {
    return DotsProduct.of(l, r, c, rows, inner, columns);
  }

  @Override
  public void sumSlices(float[] from, int start, int count, int size, float[] to, int at) {
    int i = 0;
    for (; i + 4 * LANES <= size; i += 4 * LANES) {
      sumVectors(from, start + i, count, size, to, at + i);
    }
    for (; i + LANES <= size; i += LANES) {
      FloatVector sum = broadcast(0);
      for (int slice = 0; slice < count; slice++) {
        sum = sum.add(load(from, start + slice * size + i));
      }
      sum.intoArray(to, at + i);
    }
    for (; i < size; i++) {
      float sum = 0;
      for (int slice = 0; slice < count; slice++) {
        sum += from[start + slice * size + i];
      }
      to[at + i] = sum;
    }
  }

  private static void sumVectors(float[] from, int start, int count, int size, float[] to, int at) {
    FloatVector s0 = broadcast(0);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int end = start + count * size;
    for (int i = start; i < end; i += size) {
      s0 = s0.add(load(from, i));
      s1 = s1.add(load(from, i + LANES));
      s2 = s2.add(load(from, i + 2 * LANES));
      s3 = s3.add(load(from, i + 3 * LANES));
    }
    s0.intoArray(to, at);
    s1.intoArray(to, at + LANES);
    s2.intoArray(to, at + 2 * LANES);
    s3.intoArray(to, at + 3 * LANES);
  }

  @Override
  public int tileRows() {
    return TILE_ROWS;
  }

  @Override
  public int tileColumns() {
    return TILE_COLUMNS;
  }

  @Override
  public Tiles tiles(int down, int across) {
    return new Strides(down, across, TILE_COLUMNS, 1, 0, 1).specialize(VectorTiles.class);
  }

  /** As many elements as whole vectors that hold these. */
  static int roundUp(int elements) {
    return (elements + LANES - 1) / LANES * LANES;
  }

  @Override
  public Kernel transcendental(Unary function, float[] from, float[] to) {
    return switch (function) {
      case EXP -> VectorFunctions.exp(from, to);
      case EXPM1 -> VectorFunctions.expm1(from, to);
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
  public Kernel sumRows(float[] from, int outer, int inner, int stride, float[] to) {
    return new RowSums(from, outer, inner, stride, to);
  }

  @Override
  public Kernel sumColumns(float[] from, int outer, int stride, float[] to) {
    return () -> {
      for (int i = 0; i < stride; i += LANES) {
        FloatVector sum = broadcast(0);
        for (int o = 0; o < outer; o++) {
          sum = sum.add(load(from, o * stride + i));
        }
        sum.intoArray(to, i);
      }
    };
  }
}
