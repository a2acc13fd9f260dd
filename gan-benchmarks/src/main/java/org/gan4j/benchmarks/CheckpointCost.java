package org.gan4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.train.Checkpoints;
import org.gan4j.train.Iteration;
import org.gan4j.train.Trained;
import org.gan4j.train.TrainingListener;

/**
 * For how long a checkpoint keeps a training waiting. {@code CheckpointCost BACKEND WORKLOAD
 * ITERATIONS EVERY} trains, has a checkpoint written every so many iterations, and prints the
 * median time on the training thread of one, that of a mere copy of all variables, that of an
 * iteration, and the size of the file.
 */
public final class CheckpointCost {
  private CheckpointCost() {}

  /** Times a stage of each iteration whose number is a multiple, on the training thread. */
  private static final class Clock {
    private final long[] nanos;
    private int count;

    Clock(int most) {
      nanos = new long[most];
    }

    void add(long time) {
      nanos[count++] = time;
    }

    double medianMillis() {
      return Arrays.stream(nanos, 0, count).sorted().skip(count / 2).findFirst().orElse(0) * 1e-6;
    }
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    Backend backend = Backends.open(arguments[0]);
    Workload workload = Workload.named(arguments[1]);
    int iterations = Integer.parseInt(arguments[2]);
    int every = Integer.parseInt(arguments[3]);
    Path folder = Files.createTempDirectory("checkpoint-cost");
    Checkpoints checkpoints = Checkpoints.in(folder).every(every);
    Clock written = new Clock(iterations);
    Clock copied = new Clock(iterations);
    Clock iterated = new Clock(iterations);
    TrainingListener timing =
        new TrainingListener() {
          private long started;

          @Override
          public void iterationStarted(Iteration iteration) {
            started = System.nanoTime();
          }

          @Override
          public void iterationClosed(Iteration iteration) {
            long ended = System.nanoTime();
            iterated.add(ended - started);
            boolean due = (iteration.number() + 1) % every == 0;
            if (due) {
              iteration.weights();
              copied.add(System.nanoTime() - ended);
            }
            long before = System.nanoTime();
            checkpoints.iterationClosed(iteration);
            if (due) {
              written.add(System.nanoTime() - before);
            }
          }
        };
    try (Trained trained = workload.training(iterations).run(backend, timing)) {
      checkpoints.trainingEnded(trained.summary());
      List<Path> files = Checkpoints.files(folder);
      System.out.printf(
          "%s, %s: checkpoint %.3f ms, copy of the variables %.3f ms, iteration %.3f ms, file %,d bytes%n",
          backend.name(),
          arguments[1],
          written.medianMillis(),
          copied.medianMillis(),
          iterated.medianMillis(),
          Files.size(files.get(0)));
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
