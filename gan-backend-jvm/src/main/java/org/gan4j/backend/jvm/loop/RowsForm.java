package org.gan4j.backend.jvm.loop;

import org.gan4j.backend.jvm.kernel.Layout;
import org.gan4j.backend.jvm.product.LargeProduct;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product as {@code c[p, q] = sum over k of l[p, k] * r[k, q]} where the rows of r and c
 * are contiguous and {@code stride} apart. Element (p, k) of l is at {@code p * leftDown + k *
 * leftAcross}.
 *
 * @param swapped whether l is the node's right operand
 */
public record RowsForm(
    boolean swapped, int rows, int inner, int leftDown, int leftAcross, int stride) {

  /** The form of a product, or null if it has none or is better divided into panels. */
  public static @Nullable RowsForm of(Tensor product, int lanes) {
    if (!(product.op() instanceof MatMul op) || product.shape().rank() != 2) {
      return null;
    }
    int[] left = strides(product.operand(0), op.transposeLeft(), lanes);
    int[] right = strides(product.operand(1), op.transposeRight(), lanes);
    int[] result = strides(product, false, lanes);
    int rows = product.shape().size(0);
    int inner = product.operand(0).shape().size(op.transposeLeft() ? 0 : 1);
    int columns = product.shape().size(1);
    boolean swapped = result[1] != 1;
    RowsForm form =
        swapped
            ? new RowsForm(true, columns, inner, right[1], right[0], result[1])
            : new RowsForm(false, rows, inner, left[0], left[1], result[0]);
    int[] factor = swapped ? new int[] {left[1], left[0]} : right;
    boolean large = LargeProduct.isWorthwhile(form.rows, inner, swapped ? rows : columns);
    return factor[1] == 1 && factor[0] == form.stride && !large ? form : null;
  }

  private static int[] strides(Tensor matrix, boolean transposed, int lanes) {
    int[] strides = Layout.of(matrix.shape(), lanes).strides();
    return transposed ? new int[] {strides[1], strides[0]} : strides;
  }

  public Tensor left(Tensor product) {
    return product.operand(swapped ? 1 : 0);
  }

  public Tensor right(Tensor product) {
    return product.operand(swapped ? 0 : 1);
  }
}
