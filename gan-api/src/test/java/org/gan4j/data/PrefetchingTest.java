package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class PrefetchingTest {
  private final RandomStream stream = RandomStream.of(1, "data");

  /** Which steps were made, by which thread. */
  private final List<String> made = new CopyOnWriteArrayList<>();

  private final AtomicInteger atOnce = new AtomicInteger();

  /** Rows of 2 that tell their step and place, and a random number of the stream's state. */
  private final LabelledSamples source =
      new LabelledSamples() {
        @Override
        public Shape rowShape() {
          return Shape.of(2);
        }

        @Override
        public int classes() {
          return 100;
        }

        @Override
        public void fill(float[] rows, int[] labels, int count, RandomStream from) {
          assertThat(atOnce.incrementAndGet()).isEqualTo(1);
          made.add(
              from.step()
                  + (Thread.currentThread().getName().equals("prefetching") ? " ahead" : ""));
          try {
            if (from.step() == 13) {
              throw new IllegalArgumentException("thirteen");
            }
            for (int i = 0; i < count; i++) {
              rows[2 * i] = from.step() * 1000 + i;
              rows[2 * i + 1] = from.nextUniform();
              labels[i] = (int) from.step() + i;
            }
          } finally {
            atOnce.decrementAndGet();
          }
        }
      };

  private void assertSame(Prefetching ahead, long step, int count) {
    float[] expected = new float[2 * count];
    int[] expectedLabels = new int[count];
    RandomStream other = RandomStream.of(1, "data").at(step);
    for (int i = 0; i < count; i++) {
      expected[2 * i] = step * 1000 + i;
      expected[2 * i + 1] = other.nextUniform();
      expectedLabels[i] = (int) step + i;
    }
    float[] rows = new float[2 * count];
    int[] labels = new int[count];
    ahead.fill(rows, labels, count, stream.at(step));
    assertThat(rows).isEqualTo(expected);
    assertThat(labels).isEqualTo(expectedLabels);
  }

  @Test
  void theNextStepIsMadeAheadWithTheSameValues() {
    try (Prefetching ahead = Prefetching.of(source)) {
      for (int step = 3; step < 8; step++) {
        assertSame(ahead, step, 4);
      }
    }
    assertThat(made).containsExactly("3", "4 ahead", "5 ahead", "6 ahead", "7 ahead", "8 ahead");
  }

  @Test
  void whatWasNotForeseenIsMadeAtOnce() {
    try (Prefetching ahead = Prefetching.of(source)) {
      assertSame(ahead, 3, 4);
      assertSame(ahead, 9, 4);
      assertSame(ahead, 10, 6);
      assertSame(ahead, 10, 6);
      assertSame(ahead, 11, 2);
    }
    assertThat(made)
        .containsExactly(
            "3", "4 ahead", "9", "10 ahead", "10", "11 ahead", "10", "11 ahead", "11", "12 ahead");
  }

  @Test
  void anotherStreamIsNotGivenTheBatchOfThisOne() {
    try (Prefetching ahead = Prefetching.of(source)) {
      assertSame(ahead, 3, 1);
      float[] rows = new float[2];
      ahead.fill(rows, new int[1], 1, RandomStream.of(2, "data").at(4));
      assertThat(rows[1]).isEqualTo(RandomStream.of(2, "data").at(4).nextUniform());
    }
  }

  @Test
  void aFailureReachesWhoAsksForThatBatchAndNobodyElse() {
    try (Prefetching ahead = Prefetching.of(source)) {
      assertSame(ahead, 12, 1);
      assertThatThrownBy(() -> ahead.fill(new float[2], new int[1], 1, stream.at(13)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("thirteen");
      assertSame(ahead, 12, 1);
      assertSame(ahead, 20, 1);
    }
  }

  @Test
  void closingEndsTheThreadAndUseAfterIsRefused() throws InterruptedException {
    Prefetching ahead = Prefetching.of(source);
    assertSame(ahead, 3, 1);
    Thread thread =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().equals("prefetching"))
            .findAny()
            .orElseThrow();
    ahead.close();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThatThrownBy(() -> ahead.fill(new float[2], 1, stream.at(4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this prefetching is closed");
    ahead.close();
  }

  @Test
  void theCallerWorksWhileTheNextBatchIsMade() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Samples slow =
        Samples.of(
            Shape.of(1),
            (row, from) -> {
              if (from.step() == 1) {
                begun.countDown();
                try {
                  assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }
              row[0] = from.step();
            });
    try (Prefetching ahead = Prefetching.of(slow)) {
      float[] rows = new float[1];
      ahead.fill(rows, 1, stream.at(0));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      released.countDown();
      ahead.fill(rows, 1, stream.at(1));
      assertThat(rows).containsExactly(1);
    }
  }

  @Test
  void samplesWithoutLabelsMakeOneClass() {
    Samples plain = Samples.of(Shape.of(1), (row, from) -> row[0] = from.nextUniform());
    try (Prefetching ahead = Prefetching.of(plain)) {
      assertThat(ahead.classes()).isEqualTo(1);
      int[] labels = {7, 7};
      float[] rows = new float[2];
      ahead.fill(rows, labels, 2, stream.at(0));
      assertThat(labels).containsExactly(0, 0);
      Arrays.fill(labels, 7);
      ahead.fill(rows, labels, 2, stream.at(1));
      assertThat(labels).containsExactly(0, 0);
      RandomStream same = RandomStream.of(1, "data").at(1);
      assertThat(rows).containsExactly(same.nextUniform(), same.nextUniform());
    }
  }
}
