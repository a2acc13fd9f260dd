package org.gan4j.backend.jvm;

import java.util.Arrays;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Window;

/**
 * A convolution and its two gradients as products of patches with the filter, of which no more than
 * a block is written out at a time.
 */
final class Convolution {
  private static final int FEWEST_VALUES = 64;

  private final Workers workers;
  private final Patches patches;
  private final int batch;
  private final int positions;
  private final int filterHeight;
  private final int out;
  private final int width;

  /** How many rows of the filter are handled at a time: more if they have few values. */
  private final int together;

  private final TiledProduct[] products;

  Convolution(
      Kernels kernels, Workers workers, Window window, Shape images, Shape filter, Shape results) {
    this.workers = workers;
    this.patches = new Patches(window, images, filter.size(0), filter.size(1), results);
    this.batch = images.size(0);
    this.positions = results.count(0, 3);
    this.filterHeight = filter.size(0);
    this.out = filter.size(3);
    this.width = kernels.tiles().columns();
    int filterRow = Math.max(1, patches.filterRow());
    this.together = Math.max(1, Math.min(filterHeight, FEWEST_VALUES / filterRow));
    this.products = new TiledProduct[workers.size()];
    Arrays.setAll(products, i -> new TiledProduct(kernels.tiles()));
  }

  /** A matrix for each worker. */
  private Matrix[] scratch(int size, int down, int across) {
    Matrix[] scratch = new Matrix[workers.size()];
    Arrays.setAll(scratch, i -> new Matrix(new float[size], 0, down, across));
    return scratch;
  }

  /**
   * A distance between rows that is an odd number of cache lines. With a power of two all rows of a
   * tile fall into one set of the first cache, which made a product 6 times slower.
   */
  private static int skewed(int columns) {
    return (columns + 15) / 16 * 16 | 16;
  }

  /** The row of the filter after the last of a group. */
  private int end(int group) {
    return Math.min(filterHeight, (group + 1) * together);
  }

  private static int parts(int count, int size) {
    return (count + size - 1) / size;
  }

  /** A part is a block of patches. */
  Step forward(float[] images, float[] filter, float[] results) {
    int rows = TiledProduct.ROWS;
    int inner = patches.size();
    Panels panels = new Panels(new Matrix(filter, 0, out, 1), inner, out, width);
    int stride = skewed(inner);
    Matrix[] left = scratch(rows * stride, stride, 1);
    Matrix to = new Matrix(results, 0, out, 1);
    Workers.Parts parts =
        (part, worker) -> {
          int first = part * rows;
          int count = Math.min(rows, positions - first);
          patches.copy(images, 0, filterHeight, first, count, left[worker].values, stride);
          Arrays.fill(results, first * out, (first + count) * out, 0);
          products[worker].add(
              left[worker], 0, count, inner, panels, 0, 0, panels.count(), to, first * out);
        };
    return () -> {
      panels.pack(workers);
      workers.run(parts(positions, rows), parts);
    };
  }

  /** A part is a group of images, to which nothing else adds. */
  Step inputGradient(float[] upstream, float[] filter, float[] images) {
    int rows = TiledProduct.ROWS;
    int columns = together * patches.filterRow();
    int imageSize = patches.imageSize();
    Matrix left = new Matrix(upstream, 0, out, 1);
    int stride = skewed(columns);
    Matrix[] to = scratch(rows * stride, stride, 1);
    Panels[] panels = new Panels[parts(filterHeight, together)];
    Arrays.setAll(
        panels,
        i ->
            new Panels(
                new Matrix(filter, i * columns * out, 1, out),
                out,
                (end(i) - i * together) * patches.filterRow(),
                width));
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
              Arrays.fill(spread, 0, count * stride, 0);
              products[worker].add(
                  left, first * out, count, out, panels[i], 0, 0, panels[i].count(), to[worker], 0);
              patches.add(spread, stride, i * together, end(i), first, count, images);
            }
          }
        };
    return () -> {
      for (Panels rowsOfFilter : panels) {
        rowsOfFilter.pack(workers);
      }
      workers.run(parts(batch, group), parts);
    };
  }

  /**
   * A part is some rows of the filter; if these do not divide among the workers, of one half of the
   * output channels.
   */
  Step filterGradient(float[] images, float[] upstream, float[] filter) {
    int block = TiledProduct.INNER;
    int most = together * patches.filterRow();
    int groups = parts(filterHeight, together);
    Panels panels = new Panels(new Matrix(upstream, 0, out, 1), positions, out, width);
    int stride = skewed(most);
    Matrix[] left = scratch(block * stride, 1, stride);
    Matrix to = new Matrix(filter, 0, out, 1);
    int share = parts(panels.count(), groups % workers.size() == 0 ? 1 : 2);
    int shares = share == 0 ? 0 : parts(panels.count(), share);
    Workers.Parts parts =
        (part, worker) -> {
          int i = part / shares;
          int from = part % shares * share;
          int end = Math.min(panels.count(), from + share);
          int rows = (end(i) - i * together) * patches.filterRow();
          int result = i * most * out;
          clear(to, result, rows, from * width, Math.min(out, end * width));
          for (int first = 0; first < positions; first += block) {
            int count = Math.min(block, positions - first);
            float[] copy = left[worker].values;
            patches.copy(images, i * together, end(i), first, count, copy, stride);
            products[worker].add(
                left[worker], 0, rows, count, panels, first, from, end, to, result);
          }
        };
    return () -> {
      panels.pack(workers);
      workers.run(groups * shares, parts);
    };
  }

  private static void clear(Matrix matrix, int first, int rows, int from, int to) {
    for (int row = 0; row < rows; row++) {
      int start = first + row * matrix.down;
      Arrays.fill(matrix.values, start + from, start + to, 0);
    }
  }
}
