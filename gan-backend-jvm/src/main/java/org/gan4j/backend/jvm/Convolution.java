package org.gan4j.backend.jvm;

import static org.gan4j.backend.jvm.TiledProduct.pieces;

import java.util.Arrays;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Window;

/**
 * A convolution and its two gradients as products of patches with the filter, of which no more than
 * a block is written out at a time.
 */
final class Convolution {
  /** Rows of the filter with fewer values are handled together. */
  private static final int FEWEST_VALUES = 64;

  private final Kernels kernels;
  private final Workers workers;
  private final Patches patches;
  private final int batch;
  private final int positions;
  private final int filterHeight;
  private final int out;

  Convolution(
      Kernels kernels, Workers workers, Window window, Shape images, Shape filter, Shape results) {
    this.kernels = kernels;
    this.workers = workers;
    this.patches = new Patches(window, images, filter.size(0), filter.size(1), results);
    this.batch = images.size(0);
    this.positions = results.count(0, 3);
    this.filterHeight = filter.size(0);
    this.out = filter.size(3);
  }

  /** A part is a block of patches. */
  Step forward(float[] images, float[] filter, float[] results) {
    int rows = TiledProduct.ROWS;
    int inner = patches.size();
    int most = TiledProduct.depth(inner);
    Panels panels = new Panels(kernels, new Matrix(filter, 0, out, 1), inner, out);
    Matrix to = new Matrix(results, 0, out, 1);
    Workers.Parts parts =
        (part, worker) -> {
          TiledProduct product = workers.product(worker);
          TiledProduct.Block block = product.byRows();
          int first = part * rows;
          int count = Math.min(rows, positions - first);
          Arrays.fill(results, first * out, (first + count) * out, 0);
          for (int k = 0; k < inner; k += most) {
            int depth = Math.min(most, inner - k);
            patches.copy(images, k, k + depth, first, count, block.values, block.down);
            product.add(block, count, depth, panels, k, 0, panels.count(), to, first * out);
          }
        };
    return () -> {
      panels.pack(workers);
      workers.run(pieces(positions, rows), parts);
    };
  }

  /** A part is a group of images, to which nothing else adds. */
  Step inputGradient(float[] upstream, float[] filter, float[] images) {
    int rows = TiledProduct.ROWS;
    int together =
        Math.max(1, Math.min(filterHeight, FEWEST_VALUES / Math.max(1, patches.filterRow())));
    int columns = together * patches.filterRow();
    int imageSize = patches.imageSize();
    Matrix left = new Matrix(upstream, 0, out, 1);
    Matrix[] to = new Matrix[workers.size()];
    Arrays.setAll(to, i -> new Matrix(new float[rows * columns], 0, columns, 1));
    Panels[] panels = new Panels[pieces(filterHeight, together)];
    Arrays.setAll(
        panels,
        i -> {
          Matrix rowsOfFilter = new Matrix(filter, i * columns * out, 1, out);
          int present = Math.min(together, filterHeight - i * together) * patches.filterRow();
          return new Panels(kernels, rowsOfFilter, out, present);
        });
    int group = Math.max(1, rows / Math.max(1, patches.positions()));
    Workers.Parts parts =
        (part, worker) -> {
          int firstImage = part * group;
          int endImage = Math.min(batch, firstImage + group);
          Arrays.fill(images, firstImage * imageSize, endImage * imageSize, 0);
          int end = endImage * patches.positions();
          float[] spread = to[worker].values;
          for (int first = firstImage * patches.positions(); first < end; first += rows) {
            int count = Math.min(rows, end - first);
            for (int i = 0; i < panels.length; i++) {
              int firstRow = i * together;
              int endRow = Math.min(filterHeight, firstRow + together);
              Arrays.fill(spread, 0, count * columns, 0);
              workers
                  .product(worker)
                  .add(left, first * out, count, panels[i], 0, panels[i].count(), to[worker], 0);
              patches.add(spread, columns, firstRow, endRow, first, count, images);
            }
          }
        };
    return () -> {
      for (Panels rowsOfFilter : panels) {
        rowsOfFilter.pack(workers);
      }
      workers.run(pieces(batch, group), parts);
    };
  }

  /** A part is a block of a filter's values of some of the output channels. */
  Step filterGradient(float[] images, float[] upstream, float[] filter) {
    int size = patches.size();
    int most = TiledProduct.depth(positions);
    Panels panels = new Panels(kernels, new Matrix(upstream, 0, out, 1), positions, out);
    Matrix to = new Matrix(filter, 0, out, 1);
    Division division = Division.of(kernels, workers, size, panels);
    Workers.Parts parts =
        (part, worker) -> {
          TiledProduct product = workers.product(worker);
          TiledProduct.Block block = product.byColumns();
          division.clear(part, to);
          int row = division.row(part);
          int end = division.endRow(part);
          for (int first = 0; first < positions; first += most) {
            int depth = Math.min(most, positions - first);
            patches.copy(images, row, end, first, depth, block.values, block.across);
            product.add(
                block,
                end - row,
                depth,
                panels,
                first,
                division.panel(part),
                division.endPanel(part),
                to,
                row * out);
          }
        };
    return () -> {
      panels.pack(workers);
      workers.run(division.parts(), parts);
    };
  }
}
