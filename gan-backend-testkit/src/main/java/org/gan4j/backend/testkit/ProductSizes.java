package org.gan4j.backend.testkit;

import java.util.List;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Shape;

/** The sizes of a matrix product. */
record ProductSizes(List<Integer> batch, int rows, int inner, int columns) {

  static List<ProductSizes> all() {
    return List.of(
        new ProductSizes(List.of(), 1, 1, 1),
        new ProductSizes(List.of(), 2, 3, 4),
        new ProductSizes(List.of(), 5, 5, 5),
        new ProductSizes(List.of(), 17, 31, 13),
        new ProductSizes(List.of(), 64, 1, 5),
        new ProductSizes(List.of(), 1, 64, 1),
        new ProductSizes(List.of(), 0, 3, 2),
        new ProductSizes(List.of(), 3, 0, 2),
        new ProductSizes(List.of(), 3, 2, 0),
        new ProductSizes(List.of(), 256, 2, 16),
        new ProductSizes(List.of(), 3, 10_007, 2),
        new ProductSizes(List.of(), 10_007, 3, 2),
        new ProductSizes(List.of(), 2, 3, 10_007),
        new ProductSizes(List.of(), 67, 129, 71),
        new ProductSizes(List.of(1), 2, 3, 4),
        new ProductSizes(List.of(5), 9, 17, 3),
        new ProductSizes(List.of(2, 3), 4, 5, 6),
        new ProductSizes(List.of(0), 2, 3, 4));
  }

  Shape left(MatMul op) {
    return op.transposeLeft() ? matrices(inner, rows) : matrices(rows, inner);
  }

  Shape right(MatMul op) {
    return op.transposeRight() ? matrices(columns, inner) : matrices(inner, columns);
  }

  private Shape matrices(int height, int width) {
    Shape shape = Shape.of(height, width);
    for (int i = batch.size() - 1; i >= 0; i--) {
      shape = shape.prepend(batch.get(i));
    }
    return shape;
  }
}
