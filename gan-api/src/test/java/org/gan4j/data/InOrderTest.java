package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class InOrderTest {

  @Test
  void eachThingIsWorkedOnOnceAndCounted() throws IOException {
    AtomicIntegerArray worked = new AtomicIntegerArray(1_000);
    List<Integer> done = new ArrayList<>();
    InOrder.each(1_000, worked::incrementAndGet, done::add);
    for (int i = 0; i < worked.length(); i++) {
      assertThat(worked.get(i)).isEqualTo(1);
    }
    assertThat(done).isSorted().doesNotHaveDuplicates().endsWith(1_000).hasSizeGreaterThan(9);
  }

  @Test
  void theFirstFailureInOrderIsToldThoughALaterOneCameBefore() {
    CountDownLatch laterHasFailed = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                InOrder.each(
                    100,
                    i -> {
                      if (i == 7) {
                        await(laterHasFailed);
                        throw new IOException("the first");
                      }
                      if (i == 90) {
                        laterHasFailed.countDown();
                        throw new IOException("a later one");
                      }
                    },
                    done -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("the first");
  }

  /** With one processor the later one has no turn before. */
  private static void await(CountDownLatch latch) {
    try {
      if (Runtime.getRuntime().availableProcessors() > 1) {
        latch.await();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWorkThrowsComesAsItIs() {
    assertThatThrownBy(
            () ->
                InOrder.each(
                    3,
                    i -> {
                      throw new OutOfMemoryError("much");
                    },
                    done -> {}))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("much");
    assertThatThrownBy(
            () ->
                InOrder.each(
                    3,
                    i -> {
                      throw new ArithmeticException("odd");
                    },
                    done -> {}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("odd");
  }

  @Test
  void anInterruptEndsTheWaitAndStays() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> InOrder.each(3, i -> {}, done -> {}))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aHugePictureHasTheMemoryAlone() throws InterruptedException {
    DecodingMemory memory = DecodingMemory.ofPixels(100);
    int small = memory.take(60);
    int other = memory.take(40);
    CountDownLatch taken = new CountDownLatch(1);
    Thread huge =
        new Thread(
            () -> {
              int all = memory.take(1_000_000);
              taken.countDown();
              memory.giveBack(all);
            });
    huge.start();
    memory.giveBack(small);
    assertThat(taken.await(50, TimeUnit.MILLISECONDS)).isFalse();
    memory.giveBack(other);
    taken.await();
    huge.join();
    assertThat(memory.take(1_000_000)).isEqualTo(100);
  }
}
