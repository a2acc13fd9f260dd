package org.gan4j.backend.jvm.loop;

import org.gan4j.tensor.Tensor;

/**
 * How a fused loop reads one of its operands.
 *
 * @param source the tensor whose array is read
 * @param mode where in the array the element for (row, column) is
 */
public record Access(Tensor source, Mode mode) {

  public enum Mode {
    /** At the same place. */
    FULL,
    /** One element for each row. */
    PER_ROW,
    /** The same row of elements for every row. */
    PER_COLUMN,
    /** One element for all. */
    SINGLE
  }
}
