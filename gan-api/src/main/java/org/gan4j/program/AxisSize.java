package org.gan4j.program;

/**
 * The size of an axis of a {@link BatchProgram}: {@code fixed + perRow * batch}.
 *
 * @param fixed what it has for any number of rows
 * @param perRow what each row adds; 0 if the size does not depend on the batch
 */
public record AxisSize(int fixed, int perRow) {

  /** The number of rows. */
  public static final AxisSize BATCH = new AxisSize(0, 1);

  /** A size that is the same for all batches. */
  public static AxisSize fixed(int size) {
    return new AxisSize(size, 0);
  }

  /** Whether it depends on the batch. */
  public boolean isOpen() {
    return perRow != 0;
  }

  /** The size for a number of rows. */
  public int at(int batch) {
    return fixed + perRow * batch;
  }

  /** The same and so many more. */
  public AxisSize plus(int more) {
    return new AxisSize(fixed + more, perRow);
  }

  /** Such as {@code 3}, {@code batch}, {@code 2*batch} or {@code batch+1}. */
  @Override
  public String toString() {
    if (!isOpen()) {
      return String.valueOf(fixed);
    }
    String rows = perRow == 1 ? "batch" : perRow + "*batch";
    return fixed == 0 ? rows : rows + (fixed > 0 ? "+" : "") + fixed;
  }
}
