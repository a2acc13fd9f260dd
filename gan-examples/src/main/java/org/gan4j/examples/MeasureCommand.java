package org.gan4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gan4j.backend.Backends;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.TrainedGan;
import org.gan4j.metrics.SampleMetrics;
import org.gan4j.report.Cloud;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One training of a comparison, in a process of its own: not for users. */
@Command(name = "measure", hidden = true)
final class MeasureCommand implements Callable<Integer> {
  private static final int SAMPLES = 2_500;
  private static final int SHOWN_SAMPLES = 500;
  private static final long NOISE_SEED = 1;
  private static final Path STATUS = Path.of("/proc/self/status");

  @Option(names = "--backend", required = true)
  private String backend = "";

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--iterations", required = true)
  private int iterations;

  @Option(names = "--out", required = true)
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    QuadraticSettings settings = QuadraticSettings.faithful();
    MeasuringListener listener = new MeasuringListener();
    try (TrainedGan trained =
        new AlternatingTrainer(Backends.open(backend))
            .train(
                settings.gan(),
                settings.samples(),
                settings.plan().withIterations(iterations).withSeed(seed),
                listener)) {
      Map<String, Double> metrics =
          SampleMetrics.of(settings.samples()).measure(trained.generate(SAMPLES, NOISE_SEED));
      new Measurement(
              trained.summary().backend(),
              listener.secondsToFirstStep(),
              listener.stepsPerSecond(),
              peakMegabytes(),
              listener.losses(),
              listener.snapshots(),
              metrics,
              Cloud.of(trained.generate(SHOWN_SAMPLES, NOISE_SEED)))
          .write(out);
    }
    return ExitCode.DONE;
  }

  /** The most resident memory so far, as Linux counts it. */
  private static @Nullable Double peakMegabytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return null;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(null);
    }
  }
}
