package org.gan4j.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Shows a reader one damaged file after another. It must refuse each with an IOException that names
 * the file, or read something that passes for right; and must not take more memory than allowed.
 *
 * <p>Another number of random mutations is tried with {@code -Dgan4j.mutations=100000}, and others
 * with {@code -Dgan4j.seed=1}.
 *
 * @param <T> what is read
 */
public final class Damage<T> {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Path file;
  private final Reader<T> reader;
  private final Consumer<T> check;
  private final long mostMemory;
  private long tried;
  private long refused;

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads it, or refuses it. */
    T read(Path file) throws IOException;
  }

  /**
   * @param file where the damaged files are written
   * @param mostMemory in bytes, for each of them
   * @param check throws an AssertionError if what is read of a file that is not refused is wrong
   */
  public Damage(Path file, long mostMemory, Reader<T> reader, Consumer<T> check) {
    this.file = file;
    this.mostMemory = mostMemory;
    this.reader = reader;
    this.check = check;
  }

  /** Tries a file cut off everywhere. */
  public void truncate(byte[] whole) throws IOException {
    for (int length = 0; length < whole.length; length++) {
      tryOne(Arrays.copyOf(whole, length));
    }
  }

  /** Tries a file with each of its bits flipped. */
  public void flipEachBit(byte[] whole) throws IOException {
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      tryOne(flipped);
    }
  }

  /**
   * Tries a file changed at random.
   *
   * @param count how often, where the system property does not say otherwise; where it does, the
   *     counts are printed
   */
  public void mutate(byte[] whole, int count) throws IOException {
    Random random = new Random(Long.getLong("gan4j.seed", 0));
    Integer asked = Integer.getInteger("gan4j.mutations");
    for (int i = asked == null ? count : asked; i > 0; i--) {
      byte[] mutated = mutated(whole, random);
      while (random.nextInt(4) == 0) {
        mutated = mutated(mutated, random);
      }
      if (!Arrays.equals(mutated, whole)) {
        tryOne(mutated);
      }
    }
    if (asked != null) {
      System.out.println(this);
    }
  }

  /** One change of one of several kinds. */
  private static byte[] mutated(byte[] whole, Random random) {
    int at = random.nextInt(whole.length + 1);
    int length = Math.min(1 + random.nextInt(1 + random.nextInt(16)), whole.length - at);
    byte[] piece = Arrays.copyOfRange(whole, at, at + length);
    int other = random.nextInt(whole.length - length + 1);
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return switch (random.nextInt(6)) {
      case 0 -> spliced(whole, at, at + length, noise);
      case 1 -> spliced(whole, at, at, noise);
      case 2 -> spliced(whole, at, at + length, new byte[0]);
      case 3 -> spliced(whole, other, other, piece);
      case 4 -> {
        byte[] swapped =
            spliced(whole, at, at + length, Arrays.copyOfRange(whole, other, other + length));
        yield spliced(swapped, other, other + length, piece);
      }
      default -> {
        byte[] flipped = whole.clone();
        if (at < whole.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  private static byte[] spliced(byte[] whole, int from, int to, byte[] piece) {
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(whole, 0, from);
    spliced.writeBytes(piece);
    spliced.write(whole, to, whole.length - to);
    return spliced.toByteArray();
  }

  /** Tries one file. */
  public void tryOne(byte[] damaged) throws IOException {
    tried++;
    Files.write(file, damaged);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      T read = null;
      try {
        read = reader.read(file);
      } catch (IOException e) {
        refused++;
        assertThat(e).hasMessageContaining(file.toString());
      }
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as("bytes of memory")
          .isLessThan(mostMemory);
      if (read != null) {
        check.accept(read);
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "try %d, of the file %s".formatted(tried, Base64.getEncoder().encodeToString(damaged)),
          e);
    }
  }

  /** How many were tried, and how many of them were refused. */
  @Override
  public String toString() {
    return "%s: %d damaged files, %d refused, %d read"
        .formatted(file.getFileName(), tried, refused, tried - refused);
  }
}
