package org.gan4j.train;

import org.gan4j.data.NonFinite;

/** Data that cannot be trained on: a batch has a number that is not finite. */
public final class BadBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadBatchException(int iteration, String input, NonFinite found) {
    super(
        "training stopped in iteration %s: in the batch \"%s\", %s\n  fix: remove such rows from the data, or replace their missing values"
            .formatted(iteration, input, found));
  }
}
