package org.gan4j.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PermutationTest {
  private final RandomStream stream = RandomStream.of(42, "data");

  @Test
  void ordersNeverChange() {
    // From a separate implementation in Python.
    assertThat(order(stream, 0, 10)).containsExactly(3, 7, 4, 5, 9, 1, 8, 0, 6, 2);
    assertThat(order(stream, 1, 10)).containsExactly(0, 6, 5, 1, 3, 7, 4, 8, 2, 9);
  }

  @Test
  void eachIndexIsHitOnce() {
    for (long size : sizes()) {
      Permutation permutation = stream.permutation(3, size);
      BitSet hit = new BitSet();
      for (long i = 0; i < size; i++) {
        hit.set((int) permutation.apply(i));
      }
      assertThat(hit.cardinality()).as("size %d", size).isEqualTo((int) size);
      assertThat(hit.length()).as("size %d", size).isEqualTo((int) size);
    }
  }

  private static long[] sizes() {
    return LongStream.concat(
            LongStream.rangeClosed(1, 70), LongStream.of(255, 256, 257, 10_000, 65_537, 1 << 20))
        .toArray();
  }

  @Test
  void hugeSizesStayInside() {
    for (long size : new long[] {(1L << 40) + 1, (1L << 62) + 1, Long.MAX_VALUE}) {
      Permutation permutation = stream.permutation(0, size);
      for (long i = 0; i < 1000; i++) {
        assertThat(permutation.apply(size - 1 - i)).isBetween(0L, size - 1);
      }
    }
  }

  @Test
  void theOrderDependsOnSeedPurposeAndEpochButNotOnTheStep() {
    long[] order = order(stream, 0, 100);
    assertThat(order(stream.at(9), 0, 100)).isEqualTo(order);
    assertThat(order(stream, 1, 100)).isNotEqualTo(order);
    assertThat(order(RandomStream.of(43, "data"), 0, 100)).isNotEqualTo(order);
    assertThat(order(RandomStream.of(42, "Data"), 0, 100)).isNotEqualTo(order);
  }

  @Test
  void neighboursGoToIndependentPlaces() {
    int size = 12;
    int epochs = 50_000;
    int[][] counts = new int[size][size];
    for (int epoch = 0; epoch < epochs; epoch++) {
      Permutation permutation = stream.permutation(epoch, size);
      counts[(int) permutation.apply(5)][(int) permutation.apply(6)]++;
    }
    double expected = (double) epochs / (size * (size - 1));
    double chiSquared = 0;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double difference = counts[i][k] - (i == k ? 0 : expected);
        chiSquared += difference * difference / expected;
      }
    }
    double freedom = size * (size - 1) - 1;
    assertThat(chiSquared).isCloseTo(freedom, within(4 * Math.sqrt(2 * freedom)));
  }

  @Test
  void sizeAndIndexAreChecked() {
    assertThatThrownBy(() -> stream.permutation(0, 0))
        .hasMessage("a permutation needs at least 1 element, not 0");
    assertThatThrownBy(() -> stream.permutation(0, 5).apply(5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static long[] order(RandomStream stream, long epoch, int size) {
    return LongStream.range(0, size).map(stream.permutation(epoch, size)::apply).toArray();
  }
}
