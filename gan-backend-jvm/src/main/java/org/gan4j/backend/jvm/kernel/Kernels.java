package org.gan4j.backend.jvm.kernel;

import org.gan4j.tensor.Unary;

/**
 * The loops that are worth writing for vector instructions. All arrays are in the layout of {@link
 * Layout}: rows of contiguous elements, a stride apart.
 */
public interface Kernels {

  /** Tells the JIT that an index is small, so that a constant distance goes into the address. */
  int INDEX = 0x3fffffff;

  /** How many elements an instruction handles, to which rows are padded. */
  int lanes();

  /** What these kernels are, for the user. */
  String description();

  /**
   * Whether a loop computes the matrix product that it takes: if registers suffice for the sums and
   * for the loop's own values.
   */
  boolean joinsProducts();

  /** The instructions of generated loops. */
  Instructions instructions();

  /**
   * Binds a matrix product whose right factor has contiguous rows: {@code c[p, q] = sum over k of
   * l[p, k] * r[k, q]}. The result is written up to its padding.
   */
  Kernel multiplyRows(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns);

  /**
   * Binds a matrix product whose factors are both contiguous along the inner dimension: {@code c[p,
   * q] = sum over k of l[p, k] * r[k, q]}.
   */
  Kernel multiplyDots(Matrix l, Matrix r, Matrix c, int rows, int inner, int columns);

  /**
   * {@code to[at + i] = sum over s of from[start + s * size + i]}.
   *
   * @param count how many slices
   * @param size the elements of a slice, without padding
   */
  void sumSlices(float[] from, int start, int count, int size, float[] to, int at);

  /** The rows of a tile of {@link #tiles}. */
  int tileRows();

  /** The columns of a tile of {@link #tiles}, and of a panel of a right factor. */
  int tileColumns();

  /**
   * The innermost part of large products, for left factors with these strides.
   *
   * @param down the distance from a row to the next
   * @param across the distance from an element of a row to the next
   */
  Tiles tiles(int down, int across);

  /** Binds a transcendental function of each element, padding included. */
  Kernel transcendental(Unary function, float[] from, float[] to);

  /** Binds {@code to[o] = sum over i of from[o * stride + i]}. */
  Kernel sumRows(float[] from, int outer, int inner, int stride, float[] to);

  /** Binds {@code to[i] = sum over o of from[o * stride + i]}, padding included. */
  Kernel sumColumns(float[] from, int outer, int stride, float[] to);
}
