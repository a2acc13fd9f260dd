package org.gan4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A competitor of the suite {@code gan-benchmarks/peers} in a process of its own: {@code Worker
 * COMPETITOR WORKLOAD THREADS PROBLEM}.
 *
 * <p>Once built it prints a line of JSON, {@code {"losses": [[D, G], [D, G]], "versions": {}}},
 * with both players' losses after {@link #CHECKED} iterations. For each line {@code round SECONDS}
 * on its standard input it trains for about that long and prints {@code {"microseconds": m,
 * "steps": n}}, the mean time of an optimizer step. It ends with its input.
 *
 * <p>Training starts anew every {@link #BLOCK} iterations, outside the clock, so that all
 * competitors, however fast, walk the same path. {@code python/peers/worker.py} does the same.
 */
public final class Worker {
  /** After how many iterations the losses are compared. */
  static final int[] CHECKED = {1, 3};

  private static final int BLOCK = 50;

  private final Competitor competitor;
  private final int stepsPerIteration;

  /** The losses of the latest iteration, kept so that the JIT keeps the computation. */
  private Competitor.Losses latest = new Competitor.Losses(0, 0);

  Worker(Competitor competitor, int stepsPerIteration) {
    this.competitor = competitor;
    this.stepsPerIteration = stepsPerIteration;
  }

  /** Serves rounds until the standard input ends. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // what engines print is no answer
    Workload workload = Workload.named(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    Problem problem = Problem.read(Path.of(arguments[3]));
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Competitor competitor = Competitor.open(arguments[0], workload, threads, problem)) {
      new Worker(competitor, 2 * workload.steps()).serve(requests, answers);
    }
  }

  /** Prints the losses, then answers every request. */
  void serve(BufferedReader requests, PrintStream answers) throws IOException {
    answers.println(losses());
    answers.flush();
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(round(Double.parseDouble(line.split(" ", 2)[1])));
      answers.flush();
    }
  }

  private String losses() {
    competitor.restart();
    StringBuilder pairs = new StringBuilder();
    int done = 0;
    for (int checked : CHECKED) {
      for (; done < checked; done++) {
        latest = competitor.iterate();
      }
      String pair = "[%s, %s]".formatted(latest.discriminator(), latest.generator());
      pairs.append(pairs.isEmpty() ? "" : ", ").append(pair);
    }
    return "{\"losses\": [%s], \"versions\": {}}".formatted(pairs);
  }

  private String round(double seconds) {
    long limit = (long) (seconds * 1e9);
    long spent = 0;
    long iterations = 0;
    while (spent < limit) {
      competitor.restart();
      long start = System.nanoTime();
      for (int i = 0; i < BLOCK && spent + System.nanoTime() - start < limit; i++) {
        latest = competitor.iterate();
        iterations++;
      }
      spent += System.nanoTime() - start;
    }
    long steps = iterations * stepsPerIteration;
    return String.format(
        Locale.ROOT, "{\"microseconds\": %.4f, \"steps\": %d}", spent * 1e-3 / steps, steps);
  }
}
