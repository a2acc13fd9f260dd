package org.gan4j.random;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers that are a pure function of (seed, purpose, step): the same on every backend and
 * machine, whatever was drawn before and for other purposes, so a run can be resumed at any step.
 * Drawing allocates nothing. Not thread-safe.
 *
 * <p>Seed, purpose and step are hashed into the state of a xoshiro256++ generator (Blackman and
 * Vigna 2019) by SplitMix64 (Steele et al. 2014).
 *
 * <pre>{@code
 * RandomStream noise = RandomStream.of(42, "noise");
 * noise.at(iteration).fillUniform(values, values.length, -1, 1);
 * }</pre>
 */
public final class RandomStream {
  static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Whose order takes 64 MiB. */
  static final long MOST_SHUFFLED = 1L << 24;

  private final long key;
  private long step;
  private long s0;
  private long s1;
  private long s2;
  private long s3;
  private double spare;
  private boolean hasSpare;
  private @Nullable ShuffledOrder order;

  private RandomStream(long key) {
    this.key = key;
    at(0);
  }

  /** The stream of a purpose, at step 0. */
  public static RandomStream of(long seed, String purpose) {
    long hash = mix(seed + GOLDEN);
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b & 0xff)) + GOLDEN;
    }
    return new RandomStream(hash);
  }

  /** Moves to the start of a step and returns this stream. */
  public RandomStream at(long newStep) {
    step = newStep;
    long state = mix(key ^ mix(newStep + GOLDEN));
    s0 = mix(state += GOLDEN);
    s1 = mix(state += GOLDEN);
    s2 = mix(state += GOLDEN);
    s3 = mix(state + GOLDEN);
    hasSpare = false;
    return this;
  }

  /** A stream of the same seed and purpose, at the start of the same step; for another thread. */
  public RandomStream copy() {
    return new RandomStream(key).at(step);
  }

  /** The step that this stream was moved to. */
  public long step() {
    return step;
  }

  /**
   * Where an index goes in the shuffled order of one pass over {@code size} things: a pure function
   * of seed, purpose, epoch, size and index, whatever the step.
   *
   * <p>Up to 2^24 things are shuffled as Fisher and Yates do: all orders are equally likely, as far
   * as 64 bits of seed can tell them apart. The stream keeps the order that it was last asked
   * about, with 4 bytes a thing: to go through an epoch takes about 10 ns a thing (30 for 2^24
   * things), but to ask about another epoch makes all of its order. More than 2^24 things go
   * through a Feistel network, which takes 70 to 400 ns and no memory: where things and neighbours
   * go is as good as uniform, but not all orders occur.
   *
   * @param size at least 1
   * @param index in [0, size)
   * @throws IllegalArgumentException if size is below 1
   * @throws IndexOutOfBoundsException if the index is not in [0, size)
   */
  public long permuted(long epoch, long size, long index) {
    if (size < 1) {
      throw new IllegalArgumentException("a permutation needs at least 1 element, not " + size);
    }
    Objects.checkIndex(index, size);
    if (size > MOST_SHUFFLED) {
      return FeistelNetwork.apply(mix(key + GOLDEN * (epoch + 1)), size, index);
    }
    if (order == null) {
      order = new ShuffledOrder(new RandomStream(mix(key + GOLDEN)));
    }
    return order.place(epoch, (int) size, (int) index);
  }

  /** The next 64 random bits. */
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** Uniform in [0, 1), a multiple of 2^-24. */
  public float nextUniform() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /**
   * Uniform in [0, bound), without bias (Lemire 2019).
   *
   * @throws IllegalArgumentException if bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("a bound must be positive, not " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xffffffffL) < bound) {
      long threshold = (1L << 32) % bound;
      while ((product & 0xffffffffL) < threshold) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** Normal with mean 0 and variance 1, by the polar method in strict arithmetic. */
  public float nextGaussian() {
    if (hasSpare) {
      hasSpare = false;
      return (float) spare;
    }
    double u;
    double v;
    double square;
    do {
      u = (nextLong() >> 11) * 0x1p-52;
      v = (nextLong() >> 11) * 0x1p-52;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = v * factor;
    hasSpare = true;
    return (float) (u * factor);
  }

  /** Fills the first {@code count} elements with numbers uniform in [low, high). */
  public void fillUniform(float[] into, int count, float low, float high) {
    float range = high - low;
    for (int i = 0; i < count; i++) {
      float value = low + range * nextUniform();
      into[i] = value < high ? value : Math.max(low, Math.nextDown(high));
    }
  }

  /** Fills the first {@code count} elements with normal numbers. */
  public void fillGaussian(float[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = nextGaussian();
    }
  }

  /** The output function of SplitMix64: a bijection that scatters its argument. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
