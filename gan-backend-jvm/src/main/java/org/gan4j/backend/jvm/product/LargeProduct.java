package org.gan4j.backend.jvm.product;

import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Matrix;

/** A matrix product that is worth packing its factors, and dividing among threads. */
public final class LargeProduct {
  /** Below this many multiplications packing costs more than it saves. */
  private static final long WORTH_PACKING = 1 << 20;

  private LargeProduct() {}

  public static boolean isWorthwhile(int rows, int inner, int columns) {
    return rows >= 32
        && inner >= 16
        && columns >= 16
        && (long) rows * inner * columns >= WORTH_PACKING;
  }

  /** A part is a block of rows of some of the panels. */
  static Kernel of(
      Kernels kernels,
      Workers workers,
      Matrix l,
      Matrix r,
      Matrix c,
      int rows,
      int inner,
      int columns) {
    Panels panels = new Panels(kernels, r, inner, columns);
    Division division = Division.of(kernels, workers, rows, panels);
    Workers.Parts parts =
        (part, worker) -> {
          division.clear(part, c);
          int row = division.row(part);
          workers
              .product(worker)
              .add(
                  l,
                  l.offset + row * l.down,
                  division.endRow(part) - row,
                  panels,
                  division.panel(part),
                  division.endPanel(part),
                  c,
                  c.offset + row * c.down);
        };
    return () -> {
      panels.pack(workers);
      workers.run(division.parts(), parts);
    };
  }
}
