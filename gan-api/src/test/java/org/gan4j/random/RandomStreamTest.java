package org.gan4j.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  // Golden values, from a separate implementation in Python: a saved run relies on these bits.

  @Test
  void bitsNeverChange() {
    assertThat(threeLongs(RandomStream.of(42, "noise")))
        .containsExactly(-4443123249159319834L, -4994174242508898111L, -4910326189439411132L);
    assertThat(threeLongs(RandomStream.of(42, "noise").at(7)))
        .containsExactly(-6389214696147395679L, 7881117646514373435L, 3033372828239021357L);
    assertThat(threeLongs(RandomStream.of(-1, "äöü").at(1L << 40)))
        .containsExactly(-6751918469354483318L, 2254291833700586890L, -7207421232196517247L);
  }

  @Test
  void uniformGaussianAndBoundedNumbersNeverChange() {
    float[] values = new float[4];
    RandomStream stream = RandomStream.of(42, "noise");
    stream.fillUniform(values, 3, 0, 1);
    assertThat(values)
        .containsExactly(12736218 * 0x1p-24f, 12235040 * 0x1p-24f, 12311300 * 0x1p-24f, 0);
    stream.at(0).fillGaussian(values, 4);
    assertThat(values)
        .containsExactly(
            (float) -0.7542858536383239,
            (float) -0.8478349058721498,
            (float) -0.5023360768771155,
            (float) 0.6265599840199526);
    stream.at(0);
    int[] integers = new int[12];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = stream.nextInt(10);
    }
    assertThat(integers).containsExactly(7, 7, 7, 3, 7, 2, 1, 8, 5, 2, 6, 3);
  }

  @Test
  void returningToAStepForgetsWhatWasDrawn() {
    RandomStream stream = RandomStream.of(1, "noise").at(5);
    float first = stream.nextGaussian();
    float second = stream.nextGaussian();
    stream.at(9).nextGaussian();
    assertThat(stream.at(5).step()).isEqualTo(5);
    assertThat(stream.nextGaussian()).isEqualTo(first);
    assertThat(stream.nextGaussian()).isEqualTo(second);
  }

  @Test
  void uniformNumbersFillTheirIntervalEvenly() {
    RandomStream stream = RandomStream.of(3, "uniform");
    assertEven(1 << 20, 256, i -> (int) (stream.nextUniform() * 256));
  }

  @Test
  void firstNumbersOfSuccessiveStepsAreUniform() {
    RandomStream stream = RandomStream.of(3, "steps");
    assertEven(1 << 20, 256, i -> (int) (stream.at(i).nextUniform() * 256));
  }

  @Test
  void successivePairsFillThePlaneEvenly() {
    RandomStream stream = RandomStream.of(4, "pairs");
    assertEven(
        1 << 20,
        1024,
        i -> 32 * (int) (stream.nextUniform() * 32) + (int) (stream.nextUniform() * 32));
  }

  @Test
  void filledNumbersNeverReachTheUpperEnd() {
    float[] values = new float[100_000];
    float[][] ranges = {{-0.1f, 0.1f}, {1, 1 + 0x1p-22f}, {1, Math.nextUp(1f)}, {-1e8f, 3}};
    for (float[] range : ranges) {
      RandomStream.of(5, "range").fillUniform(values, values.length, range[0], range[1]);
      for (float value : values) {
        assertThat(value).isGreaterThanOrEqualTo(range[0]).isLessThan(range[1]);
      }
    }
  }

  @Test
  void fillingLeavesTheRestOfTheArray() {
    float[] values = {9, 9, 9};
    RandomStream.of(5, "fill").fillUniform(values, 2, 0, 1);
    RandomStream.of(5, "fill").fillGaussian(values, 1);
    assertThat(values[2]).isEqualTo(9);
  }

  @Test
  void gaussianNumbersHaveTheMomentsAndTailsOfTheNormalDistribution() {
    int count = 1 << 20;
    RandomStream stream = RandomStream.of(6, "gaussian");
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    double lagged = 0;
    double previous = 0;
    int[] beyond = new int[4];
    for (int i = 0; i < count; i++) {
      double z = stream.nextGaussian();
      sum += z;
      squares += z * z;
      fourths += z * z * z * z;
      lagged += z * previous;
      previous = z;
      for (int sigmas = 0; sigmas < beyond.length; sigmas++) {
        beyond[sigmas] += z > sigmas ? 1 : 0;
      }
    }
    // Each bound is four standard errors.
    double unit = 4 / Math.sqrt(count);
    assertThat(sum / count).isCloseTo(0, within(unit));
    assertThat(squares / count).isCloseTo(1, within(unit * Math.sqrt(2)));
    assertThat(fourths / count).isCloseTo(3, within(unit * Math.sqrt(96)));
    assertThat(lagged / count).isCloseTo(0, within(unit));
    double[] tails = {0.5, 0.158655253931, 0.022750131948, 0.001349898032};
    for (int i = 0; i < tails.length; i++) {
      double error = Math.sqrt(tails[i] * (1 - tails[i]));
      assertThat((double) beyond[i] / count).isCloseTo(tails[i], within(unit * error));
    }
  }

  @Test
  void boundedIntegersHaveNoBias() {
    RandomStream stream = RandomStream.of(7, "integers");
    assertEven(1 << 20, 7, i -> stream.nextInt(7));
    // Scaling 32 bits to this bound without rejection gives a third of the values 2 chances, not 3.
    assertEven(1 << 18, 3, i -> stream.nextInt(3 << 29) % 3);
    assertThat(stream.nextInt(1)).isZero();
  }

  @Test
  void aBoundMustBePositive() {
    assertThatThrownBy(() -> RandomStream.of(0, "").nextInt(0))
        .hasMessage("a bound must be positive, not 0");
  }

  @Test
  void adjacentSeedsPurposesAndStepsAreUncorrelated() {
    for (int i = 0; i < 50; i++) {
      RandomStream stream = RandomStream.of(i, "purpose 1").at(i);
      assertUncorrelated(stream, RandomStream.of(i + 1, "purpose 1").at(i));
      assertUncorrelated(stream, RandomStream.of(i, "purpose 2").at(i));
      assertUncorrelated(stream, RandomStream.of(i, "purpose 1").at(i + 1));
    }
  }

  @Test
  void eachBitOfSeedPurposeAndStepChangesHalfOfTheBits() {
    long reference = RandomStream.of(42, "ABCDEFGH").at(42).nextLong();
    int flipped = 0;
    for (int bit = 0; bit < 64; bit++) {
      long flip = 1L << bit;
      char[] letters = "ABCDEFGH".toCharArray();
      letters[bit / 8] ^= (char) (1 << (bit % 7));
      flipped += differing(reference, RandomStream.of(42 ^ flip, "ABCDEFGH").at(42));
      flipped += differing(reference, RandomStream.of(42, "ABCDEFGH").at(42 ^ flip));
      flipped += differing(reference, RandomStream.of(42, new String(letters)).at(42));
    }
    int changes = 3 * 64;
    assertThat((double) flipped / changes).isCloseTo(32, within(4 * 4 / Math.sqrt(changes)));
  }

  private static int differing(long reference, RandomStream stream) {
    return Long.bitCount(reference ^ stream.nextLong());
  }

  private static void assertUncorrelated(RandomStream first, RandomStream second) {
    int count = 4096;
    first.at(first.step());
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (first.nextUniform() - 0.5) * (second.nextUniform() - 0.5);
    }
    double correlation = 12 * sum / count;
    assertThat(correlation).isCloseTo(0, within(4.5 / Math.sqrt(count)));
  }

  /** Chi-squared within four standard deviations of its expectation. */
  private static void assertEven(int draws, int bins, ToIntFunction<Integer> binOfDraw) {
    int[] counts = new int[bins];
    for (int i = 0; i < draws; i++) {
      counts[binOfDraw.applyAsInt(i)]++;
    }
    double expected = (double) draws / bins;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    double freedom = bins - 1;
    assertThat(chiSquared).isCloseTo(freedom, within(4 * Math.sqrt(2 * freedom)));
  }

  private static long[] threeLongs(RandomStream stream) {
    return new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()};
  }
}
