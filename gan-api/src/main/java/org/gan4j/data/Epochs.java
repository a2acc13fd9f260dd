package org.gan4j.data;

import org.gan4j.random.RandomStream;

/**
 * The order in which a fixed set of rows is seen: an endless sequence of epochs, each in an order
 * of its own. Step {@code s} takes positions {@code s * count} to {@code (s + 1) * count - 1}.
 *
 * @param rows how many there are, at least 1
 */
record Epochs(int rows) {

  /** Which row is at a place of the batch of the stream's step. */
  int row(int place, int count, RandomStream stream) {
    long position = stream.step() * count + place;
    return (int) stream.permuted(position / rows, rows, position % rows);
  }
}
