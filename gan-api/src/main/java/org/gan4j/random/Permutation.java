package org.gan4j.random;

/**
 * A pseudo-random permutation of [0, size) that needs no memory: a Feistel network over the
 * smallest even number of bits, walked until it lands inside (Black and Rogaway 2002).
 */
public final class Permutation {
  private static final int ROUNDS = 6;

  private final long key;
  private final long size;
  private final int halfBits;
  private final long halfMask;

  private Permutation(long key, long size) {
    this.key = key;
    this.size = size;
    this.halfBits = Math.max(1, (65 - Long.numberOfLeadingZeros(Math.max(1, size - 1))) / 2);
    this.halfMask = (1L << halfBits) - 1;
  }

  /**
   * A permutation chosen by a key.
   *
   * @throws IllegalArgumentException if size is below 1
   */
  public static Permutation of(long key, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a permutation needs at least 1 element, not " + size);
    }
    return new Permutation(key, size);
  }

  /** Where an index in [0, size) goes. */
  public long apply(long index) {
    long value = index;
    do {
      value = encrypt(value);
    } while (value >= size);
    return value;
  }

  private long encrypt(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      long next =
          left ^ (RandomStream.mix(key + RandomStream.mix(right * ROUNDS + round)) & halfMask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }
}
