package org.gan4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private static final int STEPS = 20;

  /** Whose losses count its iterations since the latest restart. */
  private static class Counting implements Competitor {
    private int iterations;
    private int mostIterations;
    private int restarts;

    @Override
    public void restart() {
      iterations = 0;
      restarts++;
    }

    @Override
    public Losses iterate() {
      iterations++;
      mostIterations = Math.max(mostIterations, iterations);
      return new Losses(iterations, iterations + 0.5f);
    }
  }

  /** Which takes so long that the digits of a step's time suffice. */
  private static final class Slow extends Counting {
    @Override
    public Losses iterate() {
      long end = System.nanoTime() + 100_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return super.iterate();
    }
  }

  private static List<String> answers(Competitor competitor, String requests) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Worker(competitor, STEPS)
        .serve(
            new BufferedReader(new StringReader(requests)),
            new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void itFirstSaysTheLossesAfterTheFirstAndTheThirdIteration() throws IOException {
    assertThat(answers(new Counting(), ""))
        .containsExactly("{\"losses\": [[1.0, 1.5], [3.0, 3.5]], \"versions\": {}}");
  }

  @Test
  void itAnswersEveryRequestWithTheTimeOfAStep() throws IOException {
    List<String> answers = answers(new Slow(), "round 0.001\nround 0.001\n");
    assertThat(answers).hasSize(3);
    for (String answer : answers.subList(1, 3)) {
      assertThat(answer).matches("\\{\"microseconds\": \\d+\\.\\d{4}, \"steps\": \\d+}");
      double microseconds = number(answer, "microseconds");
      double steps = number(answer, "steps");
      assertThat(steps % STEPS).isZero();
      assertThat(microseconds * steps).isGreaterThanOrEqualTo(999);
    }
  }

  private static double number(String answer, String name) {
    return Double.parseDouble(answer.replaceAll(".*\"" + name + "\": ([0-9.]+).*", "$1"));
  }

  @Test
  void itStartsAnewEveryFiftyIterations() throws IOException {
    Counting competitor = new Counting();
    answers(competitor, "round 0.01\n");
    assertThat(competitor.mostIterations).isEqualTo(50);
    assertThat(competitor.restarts).isGreaterThan(2);
  }
}
