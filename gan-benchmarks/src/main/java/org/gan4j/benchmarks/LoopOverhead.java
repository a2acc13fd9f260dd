package org.gan4j.benchmarks;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Limit;
import org.gan4j.backend.Workspace;
import org.gan4j.data.Curve;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.GanView;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.metrics.SampleMetrics;
import org.gan4j.optim.RmsProp;
import org.gan4j.program.Program;
import org.gan4j.report.gan.PointsCamera;
import org.gan4j.report.recording.Recorder;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Iteration;
import org.gan4j.train.LossLog;
import org.gan4j.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the quadratic experiment spends on the training thread outside of its steps: data,
 * random numbers, feeding, the loss log, snapshots for pictures and metrics. {@code LoopOverhead
 * [BACKEND [ITERATIONS [RUNS]]]} trains some times in one JVM and prints of each run the whole
 * time, the share of it that the backend did not spend on the two steps, and the fewest bytes that
 * the thread allocated in 9 iterations between two lines of the log.
 */
public final class LoopOverhead {
  private static final int INTERVAL = 1_000;
  private static final long NOISE_SEED = 1;
  private static final int QUIET = 9;

  private LoopOverhead() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    String backend = arguments.length > 0 ? arguments[0] : "jvm";
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_001;
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    Backend engine = Backends.open(backend);
    System.out.println(engine.description());
    for (int run = 0; run < runs; run++) {
      Path folder = Files.createTempDirectory("loop-overhead");
      try {
        measure(engine, iterations, folder);
      } finally {
        delete(folder);
      }
    }
  }

  private static void measure(Backend engine, int iterations, Path folder) {
    Clocked clocked = new Clocked(engine);
    Curve curve = Curves.quadratic();
    SampleMetrics metrics = SampleMetrics.of(curve);
    Recorder recorder =
        Recorder.of(folder, new PointsCamera())
            .withFramesEvery(INTERVAL)
            .withMetrics(
                INTERVAL,
                iteration -> {
                  float[][] generated =
                      iteration.view(GanView.class).generate(SampleMetrics.SAMPLES, NOISE_SEED);
                  return () -> metrics.measure(generated);
                });
    Meter meter = new Meter(iterations);
    TrainingPlan plan =
        TrainingPlan.of(RmsProp.of(1e-3))
            .withIterations(iterations)
            .withStepsPerIteration(10, 10)
            .withSharedBatch();
    Gan gan =
        Gan.of(
            Noise.uniform(2, -1, 1),
            sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2)),
            sequential(
                dense(16),
                leakyRelu(0.2),
                dense(16),
                leakyRelu(0.2),
                dense(2).named("features"),
                dense(1)),
            GanLosses.nonSaturating());
    try (TrainedGan trained =
        new AlternatingTrainer(clocked)
            .train(gan, curve, plan, new LossLog(folder.resolve("losses.csv")), recorder, meter)) {
      double seconds = trained.summary().wallSeconds();
      System.out.printf(
          "%.2f s, %.1f us a step, outside of the steps %.1f %%; %d bytes in %d iterations%n",
          seconds,
          1e6 * seconds / trained.summary().optimizerSteps(),
          100 * (1 - clocked.stepNanos * 1e-9 / seconds),
          meter.fewestBytes(),
          QUIET);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> inside = Files.walk(folder)) {
      files = inside.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** A backend that takes the time of training steps, and of nothing else that it runs. */
  private static final class Clocked implements Backend {
    private final Backend engine;
    private long stepNanos;

    Clocked(Backend engine) {
      this.engine = engine;
    }

    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public String description() {
      return engine.description();
    }

    @Override
    public List<Limit> limits() {
      return engine.limits();
    }

    @Override
    public Workspace open(Map<Variable, float[]> initialValues) {
      Workspace opened = engine.open(initialValues);
      return new Workspace() {
        @Override
        public CompiledProgram compile(Program program) {
          CompiledProgram compiled = opened.compile(program);
          return program.updates().isEmpty() ? compiled : clocked(compiled);
        }

        @Override
        public void read(Variable variable, float[] into) {
          opened.read(variable, into);
        }

        @Override
        public void write(Variable variable, float[] value) {
          opened.write(variable, value);
        }

        @Override
        public void close() {
          opened.close();
        }
      };
    }

    private CompiledProgram clocked(CompiledProgram compiled) {
      return new CompiledProgram() {
        @Override
        public void run(float[][] inputs, int times, float[] @Nullable [] outputs) {
          long start = System.nanoTime();
          compiled.run(inputs, times, outputs);
          stepNanos += System.nanoTime() - start;
        }
      };
    }
  }

  /** What the training thread allocates from one line of the log to the next. */
  private static final class Meter implements TrainingListener {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] bytes;
    private int count;
    private long before;

    Meter(int iterations) {
      bytes = new long[iterations / (QUIET + 1)];
    }

    @Override
    public void iterationEnded(Iteration iteration) {
      int afterLine = iteration.number() % (QUIET + 1);
      if (afterLine == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      } else if (afterLine == QUIET) {
        bytes[count++] = threads.getCurrentThreadAllocatedBytes() - before;
      }
    }

    long fewestBytes() {
      return Arrays.stream(bytes, 0, count).min().orElse(0);
    }
  }
}
