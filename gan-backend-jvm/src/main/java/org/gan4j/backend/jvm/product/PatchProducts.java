package org.gan4j.backend.jvm.product;

import static org.gan4j.backend.jvm.product.TiledProduct.pieces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Window;

/**
 * A convolution and its two gradients as products of patches with the filter. Each thread writes
 * out one block of patches at a time.
 */
public final class PatchProducts {
  private final Kernels kernels;
  private final Workers workers;
  private final Window window;
  private final Shape images;
  private final Shape filter;
  private final Shape results;
  private final Patches patches;
  private final int positions;
  private final int in;
  private final int out;

  /**
   * @param images {@code [batch, height, width, in]}
   * @param filter {@code [height, width, in, out]}
   * @param results {@code [batch, down, across, out]}
   */
  public PatchProducts(
      Kernels kernels, Workers workers, Window window, Shape images, Shape filter, Shape results) {
    this.kernels = kernels;
    this.workers = workers;
    this.window = window;
    this.images = images;
    this.filter = filter;
    this.results = results;
    this.in = filter.size(2);
    this.out = filter.size(3);
    this.positions = results.count(0, 3);
    this.patches =
        new Patches(
            images.size(1),
            images.size(2),
            in,
            filter.size(0),
            filter.size(1),
            new Patches.Places(results.size(1), -window.top(), window.strideHeight()),
            new Patches.Places(results.size(2), -window.left(), window.strideWidth()));
  }

  /** A part is a block of patches. */
  public Kernel forward(float[] images, float[] filter, float[] results) {
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

  public Kernel inputGradient(float[] upstream, float[] filter, float[] images) {
    return in < kernels.tileColumns() / 2
        ? spread(upstream, filter, images)
        : gather(upstream, filter, images);
  }

  /** Each pixel takes what is above it: a part is a block of pixels of a subgrid. */
  private Kernel gather(float[] upstream, float[] values, float[] gradient) {
    int rows = TiledProduct.ROWS;
    List<Subgrid> subgrids = new ArrayList<>();
    List<Kernel> all = new ArrayList<>();
    Matrix[] blocks = scratch(in);
    for (int row = 0; row < window.strideHeight(); row++) {
      for (int column = 0; column < window.strideWidth(); column++) {
        subgrids.add(new Subgrid(kernels, window, row, column, images, values, filter, results));
      }
    }
    for (Subgrid subgrid : subgrids) {
      int inner = subgrid.panels.inner;
      int most = TiledProduct.depth(inner);
      Workers.Parts parts =
          (part, worker) -> {
            TiledProduct product = workers.product(worker);
            TiledProduct.Block left = product.byRows();
            Matrix block = blocks[worker];
            int first = part * rows;
            int count = Math.min(rows, subgrid.pixels() - first);
            Arrays.fill(block.values, 0);
            for (int k = 0; k < inner; k += most) {
              int depth = Math.min(most, inner - k);
              subgrid.patches.copy(upstream, k, k + depth, first, count, left.values, left.down);
              product.add(
                  left, count, depth, subgrid.panels, k, 0, subgrid.panels.count(), block, 0);
            }
            subgrid.place(block.values, block.down, first, count, gradient);
          };
      all.add(
          () -> {
            subgrid.panels.pack(workers);
            workers.run(pieces(subgrid.pixels(), rows), parts);
          });
    }
    return Kernel.sequence(all.toArray(new Kernel[0]));
  }

  /**
   * Each position adds to what is under it, which fills a panel if there are few channels. A part
   * is a group of images, to which nothing else adds.
   */
  private Kernel spread(float[] upstream, float[] values, float[] gradient) {
    int rows = TiledProduct.ROWS;
    int batch = images.size(0);
    int size = patches.size();
    int imageSize = patches.imageSize();
    Matrix left = new Matrix(upstream, 0, out, 1);
    Matrix[] blocks = scratch(size);
    Panels panels = new Panels(kernels, new Matrix(values, 0, 1, out), out, size);
    int group = Math.max(1, rows / Math.max(1, patches.positions()));
    Workers.Parts parts =
        (part, worker) -> {
          int firstImage = part * group;
          int endImage = Math.min(batch, firstImage + group);
          Arrays.fill(gradient, firstImage * imageSize, endImage * imageSize, 0);
          Matrix block = blocks[worker];
          int end = endImage * patches.positions();
          for (int first = firstImage * patches.positions(); first < end; first += rows) {
            int count = Math.min(rows, end - first);
            Arrays.fill(block.values, 0);
            workers
                .product(worker)
                .add(left, first * out, count, panels, 0, panels.count(), block, 0);
            patches.add(block.values, block.down, first, count, gradient);
          }
        };
    return () -> {
      panels.pack(workers);
      workers.run(pieces(batch, group), parts);
    };
  }

  /** A block of rows for each worker. */
  private Matrix[] scratch(int columns) {
    Matrix[] scratch = new Matrix[workers.size()];
    int stride = TiledProduct.skewed(columns);
    Arrays.setAll(scratch, i -> new Matrix(new float[TiledProduct.ROWS * stride], 0, stride, 1));
    return scratch;
  }

  /** A part is a block of a filter's values of some of the output channels. */
  public Kernel filterGradient(float[] images, float[] upstream, float[] filter) {
    int size = patches.size();
    int most = TiledProduct.depth(positions);
    Panels panels = new Panels(kernels, new Matrix(upstream, 0, out, 1), positions, out);
    Matrix result = new Matrix(filter, 0, out, 1);
    Division division = Division.of(kernels, workers, size, panels);
    Workers.Parts parts =
        (part, worker) -> {
          TiledProduct product = workers.product(worker);
          TiledProduct.Block block = product.byColumns();
          division.clear(part, result);
          int row = division.row(part);
          int end = division.endRow(part);
          int from = division.panel(part);
          int to = division.endPanel(part);
          for (int first = 0; first < positions; first += most) {
            int depth = Math.min(most, positions - first);
            for (int begin = row; begin < end; begin += TiledProduct.ROWS) {
              int stop = Math.min(end, begin + TiledProduct.ROWS);
              patches.copy(images, begin, stop, first, depth, block.values, block.across);
              product.add(block, stop - begin, depth, panels, first, from, to, result, begin * out);
            }
          }
        };
    return () -> {
      panels.pack(workers);
      workers.run(division.parts(), parts);
    };
  }
}
