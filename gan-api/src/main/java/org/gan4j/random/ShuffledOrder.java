package org.gan4j.random;

/**
 * The order of one epoch by Fisher and Yates' shuffle (Durstenfeld 1964), kept until another one is
 * asked for. Reshuffling as many elements allocates nothing. Not thread-safe.
 */
final class ShuffledOrder {
  private final RandomStream draws;
  private int[] places = {};

  /** Epoch e is shuffled by what the stream draws from its step e on. */
  ShuffledOrder(RandomStream draws) {
    this.draws = draws;
  }

  /** Where an index in [0, size) goes. */
  int place(long epoch, int size, int index) {
    if (places.length != size || draws.step() != epoch) {
      shuffle(epoch, size);
    }
    return places[index];
  }

  private void shuffle(long epoch, int size) {
    if (places.length != size) {
      places = new int[size];
    }
    draws.at(epoch);
    for (int i = 0; i < size; i++) {
      int j = draws.nextInt(i + 1);
      places[i] = places[j];
      places[j] = i;
    }
  }
}
