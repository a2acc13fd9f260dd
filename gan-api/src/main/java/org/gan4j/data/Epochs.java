package org.gan4j.data;

import org.gan4j.random.Permutation;
import org.gan4j.random.RandomStream;

/**
 * The order in which a fixed set of rows is seen: an endless sequence of epochs, each in an order
 * of its own. Step {@code s} takes positions {@code s * count} to {@code (s + 1) * count - 1}.
 *
 * @param rows how many there are, at least 1
 */
record Epochs(int rows) {

  /** Visits the rows of the stream's step. */
  void visit(int count, RandomStream stream, Visitor visitor) {
    long position = stream.step() * count;
    Permutation order = stream.permutation(position / rows, rows);
    for (int i = 0; i < count; i++, position++) {
      long inEpoch = position % rows;
      if (inEpoch == 0) {
        order = stream.permutation(position / rows, rows);
      }
      visitor.visit(i, (int) order.apply(inEpoch));
    }
  }

  /** What is done with each row of a batch. */
  @FunctionalInterface
  interface Visitor {
    /** Takes one row to its place in the batch. */
    void visit(int place, int row);
  }
}
