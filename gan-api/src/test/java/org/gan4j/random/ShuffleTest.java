package org.gan4j.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  private static final long BEYOND_MEMORY = RandomStream.MOST_SHUFFLED + 1;

  private final RandomStream stream = RandomStream.of(42, "data");

  @Test
  void ordersNeverChange() {
    // From a separate implementation in Python.
    assertThat(order(stream, 0, 10)).containsExactly(6, 1, 4, 0, 5, 3, 8, 9, 2, 7);
    assertThat(order(stream, 1, 10)).containsExactly(2, 4, 3, 9, 0, 6, 5, 1, 8, 7);
    assertThat(LongStream.range(0, 5).map(i -> stream.permuted(0, BEYOND_MEMORY, i)))
        .containsExactly(11570527L, 16667679L, 6650648L, 9633698L, 11687167L);
  }

  @Test
  void eachPlaceIsTakenOnceInEveryEpoch() {
    for (int size : sizes()) {
      for (int epoch = 0; epoch < 3; epoch++) {
        assertPermutation(order(stream, epoch, size));
      }
    }
  }

  @Test
  void eachPlaceIsTakenOnceWithoutMemory() {
    for (int size : sizes()) {
      assertPermutation(
          LongStream.range(0, size).map(i -> FeistelNetwork.apply(7, size, i)).toArray());
    }
  }

  private static int[] sizes() {
    return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(255, 256, 257, 100_000))
        .toArray();
  }

  private static void assertPermutation(long[] order) {
    BitSet taken = new BitSet();
    for (long place : order) {
      taken.set((int) place);
    }
    assertThat(taken.cardinality()).isEqualTo(order.length);
    assertThat(taken.length()).isEqualTo(order.length);
  }

  @Test
  void hugeSizesStayInside() {
    for (long size : new long[] {(1L << 40) + 1, (1L << 62) + 1, Long.MAX_VALUE}) {
      for (long i = 0; i < 1000; i++) {
        assertThat(stream.permuted(0, size, size - 1 - i)).isBetween(0L, size - 1);
      }
    }
  }

  @Test
  void theOrderDependsOnSeedPurposeAndEpochAndOnNothingElse() {
    long[] order = order(stream, 0, 100);
    assertThat(order(stream.at(9), 0, 100)).isEqualTo(order);
    assertThat(order(stream, 1, 100)).isNotEqualTo(order);
    assertThat(order(stream, 0, 100)).isEqualTo(order);
    assertThat(order(stream.copy(), 0, 100)).isEqualTo(order);
    assertThat(order(RandomStream.of(43, "data"), 0, 100)).isNotEqualTo(order);
    assertThat(order(RandomStream.of(42, "Data"), 0, 100)).isNotEqualTo(order);
  }

  @Test
  void askingForAnOrderDrawsNothing() {
    RandomStream other = RandomStream.of(42, "data").at(5);
    stream.at(5).permuted(0, 100, 7);
    assertThat(stream.nextLong()).isEqualTo(other.nextLong());
    assertThat(stream.step()).isEqualTo(5);
  }

  /** A network of even permutations, for one, never makes an odd order. */
  @Test
  void halfOfTheOrdersAreOdd() {
    int epochs = 40_000;
    for (int size : new int[] {16, 60}) {
      int odd = 0;
      for (int epoch = 0; epoch < epochs; epoch++) {
        odd += inversions(order(stream, epoch, size)) % 2;
      }
      assertThat((double) odd / epochs).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(epochs)));
    }
  }

  private static int inversions(long[] order) {
    int inversions = 0;
    for (int i = 0; i < order.length; i++) {
      for (int k = i + 1; k < order.length; k++) {
        inversions += order[i] > order[k] ? 1 : 0;
      }
    }
    return inversions;
  }

  @Test
  void allOrdersAreEquallyLikely() {
    int epochs = 120 * 1_000;
    Map<List<Long>, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      counts.merge(LongStream.of(order(stream, epoch, 5)).boxed().toList(), 1, Integer::sum);
    }
    assertThat(counts).hasSize(120);
    assertUniform(counts.values().stream().mapToInt(n -> n).toArray(), 119);
  }

  @Test
  void everyElementGoesToEveryPlaceEquallyOften() {
    int size = 60;
    int[] counts = new int[size * size];
    for (int epoch = 0; epoch < 20_000; epoch++) {
      for (int i = 0; i < size; i++) {
        counts[i * size + (int) stream.permuted(epoch, size, i)]++;
      }
    }
    assertUniform(counts, (size - 1) * (size - 1));
  }

  @Test
  void neighboursGoToIndependentPlaces() {
    int size = 12;
    int[] counts = new int[size * (size - 1)];
    for (int epoch = 0; epoch < 50_000; epoch++) {
      int first = (int) stream.permuted(epoch, size, 5);
      int second = (int) stream.permuted(epoch, size, 6);
      assertThat(second).isNotEqualTo(first);
      counts[first * (size - 1) + (second > first ? second - 1 : second)]++;
    }
    assertUniform(counts, counts.length - 1);
  }

  @Test
  void withoutMemoryNeighboursGoToIndependentPlaces() {
    for (long size : new long[] {BEYOND_MEMORY, 1L << 26}) {
      int[] counts = new int[60 * 60];
      for (int epoch = 0; epoch < 1_000_000; epoch++) {
        int first = (int) (stream.permuted(epoch, size, 5) * 60 / size);
        int second = (int) (stream.permuted(epoch, size, 6) * 60 / size);
        counts[first * 60 + second]++;
      }
      assertUniform(counts, counts.length - 1);
    }
  }

  @Test
  void withoutMemoryEveryElementGoesToEveryPlaceEquallyOften() {
    for (long size : new long[] {BEYOND_MEMORY, 1L << 26}) {
      int[] counts = new int[60 * 60];
      for (int i = 0; i < 1_000_000; i++) {
        long index = RandomStream.mix(i) >>> 1;
        long place = stream.permuted(i % 10, size, index % size);
        counts[(int) (index % size * 60 / size) * 60 + (int) (place * 60 / size)]++;
      }
      assertUniform(counts, counts.length - 1);
    }
  }

  @Test
  void sizeAndIndexAreChecked() {
    assertThatThrownBy(() -> stream.permuted(0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a permutation needs at least 1 element, not 0");
    for (long size : new long[] {5, BEYOND_MEMORY}) {
      assertThatThrownBy(() -> stream.permuted(0, size, size))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> stream.permuted(0, size, -1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  /** By the chi-square test, to four standard deviations. */
  private static void assertUniform(int[] counts, double freedom) {
    double expected = IntStream.of(counts).average().orElseThrow();
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquared).isCloseTo(freedom, within(4 * Math.sqrt(2 * freedom)));
  }

  private static long[] order(RandomStream stream, long epoch, int size) {
    return LongStream.range(0, size).map(i -> stream.permuted(epoch, size, i)).toArray();
  }
}
