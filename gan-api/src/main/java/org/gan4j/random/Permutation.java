package org.gan4j.random;

import java.util.Objects;

/**
 * A pseudo-random permutation of [0, size) that needs no memory and no warm-up: a Feistel network
 * over the smallest sufficient even number of bits, walked until it lands inside (Black and Rogaway
 * 2002). All orders are about equally likely, for fewer than ten elements to within a tenth or so.
 * See {@link RandomStream#permutation}.
 */
public final class Permutation {
  private static final int ROUNDS = 8;

  private final long key;
  private final long size;

  Permutation(long key, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a permutation needs at least 1 element, not " + size);
    }
    this.key = key;
    this.size = size;
  }

  /**
   * Where an index goes.
   *
   * @return in [0, size)
   * @throws IndexOutOfBoundsException if the index is not in [0, size)
   */
  public long apply(long index) {
    return apply(key, size, Objects.checkIndex(index, size));
  }

  /** The same without an object. */
  static long apply(long key, long size, long index) {
    int halfBits = Math.max(1, (65 - Long.numberOfLeadingZeros(Math.max(1, size - 1))) / 2);
    long value = index;
    do {
      value = encrypt(key, halfBits, value);
    } while (Long.compareUnsigned(value, size) >= 0);
    return value;
  }

  private static long encrypt(long key, int halfBits, long value) {
    long halfMask = (1L << halfBits) - 1;
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      long counter = right * ROUNDS + round;
      long next = left ^ (RandomStream.mix(key + RandomStream.GOLDEN * counter) & halfMask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }
}
