package org.gan4j.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;

/**
 * Whether trainings give everything back. {@code Soak BACKEND [TRAININGS [STEPS]]} runs 200 short
 * trainings of the quadratic networks one after the other, then one of 300,000 steps, and prints
 * heap, resident memory, threads and open files on the way. Exit code 1 if something grew between
 * the first quarter and the end.
 */
public final class Soak {
  private static final String QUADRATIC = "dense-b256-w16-d2";
  private static final double HEAP_MEGABYTES = 3;
  private static final double RESIDENT_MEGABYTES = 40;
  private static final Path STATUS = Path.of("/proc/self/status");

  private Soak() {}

  /** What a process has at a moment. */
  private record Holdings(double heap, double resident, int threads, long files) {

    static Holdings now() throws IOException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      Runtime runtime = Runtime.getRuntime();
      return new Holdings(
          (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
          residentMegabytes(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0);
    }

    private static double residentMegabytes() throws IOException {
      if (!Files.exists(STATUS)) {
        return 0;
      }
      try (Stream<String> lines = Files.lines(STATUS)) {
        return lines
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
            .findFirst()
            .orElse(0);
      }
    }

    boolean grewSince(Holdings before) {
      return heap > before.heap + HEAP_MEGABYTES
          || resident > before.resident + RESIDENT_MEGABYTES
          || threads > before.threads
          || files > before.files;
    }

    @Override
    public String toString() {
      return "heap %.1f MB, resident %.0f MB, %d threads, %d open files"
          .formatted(heap, resident, threads, files);
    }
  }

  /** Trains and prints. */
  public static void main(String[] arguments) throws IOException {
    Backend backend = Backends.open(arguments[0]);
    int trainings = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 300_000;
    boolean manyGrew = manyTrainings(backend, trainings);
    boolean grew = oneTraining(backend, steps) || manyGrew;
    System.out.println(grew ? "something grew" : "nothing grew");
    System.exit(grew ? 1 : 0);
  }

  private static boolean manyTrainings(Backend backend, int trainings) throws IOException {
    Holdings early = Holdings.now();
    for (int i = 1; i <= trainings; i++) {
      Workload.named(QUADRATIC).training(20).run(backend).close();
      if (i % Math.max(1, trainings / 4) == 0) {
        Holdings now = Holdings.now();
        System.out.printf("%d trainings: %s%n", i, now);
        early = i <= trainings / 4 ? now : early;
      }
    }
    return Holdings.now().grewSince(early);
  }

  private static boolean oneTraining(Backend backend, int steps) throws IOException {
    Workload workload = Workload.named(QUADRATIC);
    int iterations = steps / (2 * workload.steps());
    Holdings[] seen = new Holdings[5];
    TrainingListener looking =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            int done = iteration.number() + 1;
            if (done % (iterations / 4) == 0) {
              try {
                seen[done / (iterations / 4)] = Holdings.now();
                System.out.printf(
                    "%,d steps: %s%n", 2L * done * workload.steps(), seen[done / (iterations / 4)]);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }
        };
    workload.training(iterations).run(backend, looking).close();
    return seen[4].grewSince(seen[1]);
  }
}
