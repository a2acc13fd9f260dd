package org.gan4j.report.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BackgroundTest {
  private final Background background = new Background();
  private final Queue<Integer> done = new ConcurrentLinkedQueue<>();

  @Test
  void allIsDoneWhenItRestsHoweverManyWait() {
    for (int round = 0; round < 3; round++) {
      done.clear();
      IntStream.range(0, 1_000).forEach(i -> background.add(() -> done.add(i)));
      background.rest();
      assertThat(done)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }
  }

  @Test
  @Timeout(30)
  void itWorksInOrderWhileTheCallerGoesOn() throws InterruptedException {
    CountDownLatch callerWentOn = new CountDownLatch(1);
    CountDownLatch worked = new CountDownLatch(1);
    background.add(
        () -> {
          await(callerWentOn);
          done.add(1);
        });
    background.add(() -> done.add(2));
    background.add(worked::countDown);
    callerWentOn.countDown();
    assertThat(worked.await(20, TimeUnit.SECONDS)).as("without rest()").isTrue();
    assertThat(done).containsExactly(1, 2);
    background.rest();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noThreadIsLeft() {
    background.add(() -> {});
    background.rest();
    background.rest();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("gan-report"));
  }
}
