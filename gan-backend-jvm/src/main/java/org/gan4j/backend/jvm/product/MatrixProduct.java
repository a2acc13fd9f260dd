package org.gan4j.backend.jvm.product;

import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;

/** Chooses the kernel for a matrix product by how its three matrices lie in memory. */
public final class MatrixProduct {
  private MatrixProduct() {}

  public static Kernel of(
      Kernels kernels,
      Workers workers,
      Matrix l,
      Matrix r,
      Matrix c,
      int rows,
      int inner,
      int columns) {
    if (c.across != 1) {
      return of(
          kernels, workers, r.transposed(), l.transposed(), c.transposed(), columns, inner, rows);
    }
    if (LargeProduct.isWorthwhile(rows, inner, columns)) {
      return LargeProduct.of(kernels, workers, l, r, c, rows, inner, columns);
    }
    if (r.across == 1) {
      return kernels.multiplyRows(l, r, c, rows, inner, columns);
    }
    if (r.down == 1 && l.across == 1) {
      return kernels.multiplyDots(l, r, c, rows, inner, columns);
    }
    int stride = (columns + kernels.lanes() - 1) / kernels.lanes() * kernels.lanes();
    Matrix packed = new Matrix(new float[inner * stride], 0, stride, 1);
    Kernel multiply = kernels.multiplyRows(l, packed, c, rows, inner, columns);
    return () -> {
      pack(r, packed, inner, columns);
      multiply.run();
    };
  }

  private static void pack(Matrix from, Matrix to, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to.values[i * to.down + j] = from.values[from.offset + i * from.down + j * from.across];
      }
    }
  }
}
