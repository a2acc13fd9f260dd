package org.gan4j.backend.jvm.lanes;

import java.util.Arrays;
import org.gan4j.backend.jvm.kernel.Instructions;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;
import org.gan4j.backend.jvm.kernel.Tiles;
import org.gan4j.tensor.Unary;

/** Kernels for a JVM without the vector module, in loops that the JIT can vectorize itself. */
public final class PlainKernels implements Kernels {
  private static final Instructions INSTRUCTIONS = new Instructions(ScalarLanes.class);

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public String description() {
    return "plain kernels (start java with --add-modules jdk.incubator.vector for faster ones)";
  }

  @Override
  public boolean joinsProducts() {
    return false;
  }

  @Override
  public Instructions instructions() {
    return INSTRUCTIONS;
  }

  @Override
  public Kernel multiplyRows(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns) {
    return () -> {
      for (int p = 0; p < rows; p++) {
        int to = c.offset + p * c.down;
        Arrays.fill(c.values, to, to + columns, 0);
        for (int k = 0; k < inner; k++) {
          float factor = l.values[l.offset + p * l.down + k * l.across];
          addScaled(factor, r.values, r.offset + k * r.down, c.values, to, columns);
        }
      }
    };
  }

  private static void addScaled(
      float factor, float[] from, int start, float[] to, int end, int count) {
    for (int q = 0; q < count; q++) {
      to[end + q] += factor * from[start + q];
    }
  }

  @Override
  public void sumSlices(float[] from, int start, int count, int size, float[] to, int at) {
    Arrays.fill(to, at, at + size, 0);
    for (int slice = 0; slice < count; slice++) {
      addScaled(1, from, start + slice * size, to, at, size);
    }
  }

  @Override
  public int tileRows() {
    return PlainTiles.ROWS;
  }

  @Override
  public int tileColumns() {
    return PlainTiles.COLUMNS;
  }

  @Override
  public Tiles tiles(int down, int across) {
    return new PlainTiles(down, across);
  }

  @Override
  public Kernel transcendental(Unary function, float[] from, float[] to) {
    return () -> {
      for (int i = 0; i < to.length; i++) {
        to[i] =
            switch (function) {
              case EXP -> ScalarFunctions.exp(from[i]);
              case EXPM1 -> ScalarFunctions.expm1(from[i]);
              case TANH -> ScalarFunctions.tanh(from[i]);
              case SIGMOID -> ScalarFunctions.sigmoid(from[i]);
              case SOFTPLUS -> ScalarFunctions.softplus(from[i]);
              default -> (float) function.apply(from[i]);
            };
      }
    };
  }

  @Override
  public Kernel multiplyDots(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns) {
    return () -> {
      for (int p = 0; p < rows; p++) {
        for (int q = 0; q < columns; q++) {
          int left = l.offset + p * l.down;
          int right = r.offset + q * r.across;
          float sum = 0;
          for (int k = 0; k < inner; k++) {
            sum += l.values[left + k] * r.values[right + k];
          }
          c.values[c.offset + p * c.down + q] = sum;
        }
      }
    };
  }

  @Override
  public Kernel sumRows(float[] from, int outer, int inner, int stride, float[] to) {
    return () -> {
      for (int o = 0; o < outer; o++) {
        float sum = 0;
        for (int i = 0; i < inner; i++) {
          sum += from[o * stride + i];
        }
        to[o] = sum;
      }
    };
  }

  @Override
  public Kernel sumColumns(float[] from, int outer, int stride, float[] to) {
    return () -> {
      Arrays.fill(to, 0, stride, 0);
      for (int o = 0; o < outer; o++) {
        addScaled(1, from, o * stride, to, 0, stride);
      }
    };
  }
}
