package org.gan4j.train;

/** Data that cannot be trained on: a batch has a number that is not finite. */
public final class BadBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadBatchException(int iteration, String input, int row, int index, float value) {
    super(
        "training stopped in iteration %d: row %d of the batch \"%s\" has %s at index %d\n  fix: remove such rows from the data, or replace their missing values"
            .formatted(iteration, row, input, value, index));
  }
}
