package org.gan4j.random;

/**
 * A pseudo-random permutation of [0, size) that needs no memory, for sizes whose order does not fit
 * in it: a Feistel network over the smallest sufficient even number of bits, walked until it lands
 * inside (Black and Rogaway 2002).
 *
 * <p>From 2^24 elements on, places of elements and of pairs of neighbours are as good as uniform
 * and independent: a chi-square test of a million draws does not tell them from it. Not every order
 * occurs: there are at most 2^64. The network is not for small sizes, whose few bits it mixes
 * badly: of 16 elements it makes even orders only.
 */
final class FeistelNetwork {
  private static final int ROUNDS = 8;

  private FeistelNetwork() {}

  /** Where an index in [0, size) goes. */
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
