package org.gan4j.examples.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Experiment;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.Json;
import org.gan4j.examples.run.Settings;
import org.gan4j.examples.run.Trial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.train.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One training of a comparison, in a process of its own: not for users. */
@Command(name = "measure", hidden = true)
public final class MeasureCommand implements Callable<Integer> {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final Experiments experiments;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT")
  private String experiment = "";

  @Option(names = "--settings", required = true)
  private Path settings = Path.of("");

  @Option(names = "--backend", required = true)
  private String backend = "";

  @Option(names = "--most-iterations", required = true)
  private int mostIterations;

  @Option(names = "--out", required = true)
  private Path out = Path.of("");

  /** The command for these experiments. */
  public MeasureCommand(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public Integer call() throws IOException {
    endWithParent();
    measure(
        experiments
            .named(experiment)
            .orElseThrow(
                () -> new IllegalArgumentException("no experiment \"" + experiment + "\"")));
    return ExitCode.DONE;
  }

  /** The standard input ends when the process of the comparison does, in whatever way. */
  private static void endWithParent() {
    Thread listening =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException alsoAnEnd) {
                // It is gone.
              }
              Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            },
            "ends with its parent");
    listening.setDaemon(true);
    listening.start();
  }

  private <S extends Settings> void measure(Experiment<S> measured) throws IOException {
    Backend engine = Backends.open(backend);
    PrintWriter terminal = spec.commandLine().getOut();
    Workbench workbench = new Workbench(engine, terminal, spec.commandLine().getErr());
    try (Trial trial = measured.open(Json.read(settings, measured.settingsType()), workbench)) {
      Settings plan = trial.settings();
      MeasuringListener listener = new MeasuringListener(trial, mostIterations);
      Training.of(trial.scheme())
          .withIterations(plan.iterations())
          .withSeed(plan.seed())
          .run(engine, listener)
          .close();
      Json.write(out, listener.measurement(engine.description(), peakMegabytes()));
    }
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
