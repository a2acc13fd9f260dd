package org.gan4j.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.report.History;
import org.gan4j.train.LossLog;
import org.gan4j.train.SafeTensors;
import org.gan4j.train.TrainingDivergedException;
import org.gan4j.train.TrainingSummary;
import picocli.CommandLine;

/** One run of an experiment, from settings to the finished run folder. */
final class TrainingRun {
  private final PrintWriter out;
  private final Experiment experiment;
  private final ExperimentSettings settings;
  private final RunOptions options;
  private final Backend backend;

  TrainingRun(CommandLine command, Experiment experiment, RunOptions options, Backend backend) {
    this.out = command.getOut();
    this.experiment = experiment;
    this.settings = experiment.settings();
    this.options = options;
    this.backend = backend;
  }

  /** Trains into a folder and returns the exit code. */
  int into(RunFolder folder) throws IOException {
    TrainingPlan plan = settings.plan();
    out.printf("Training %s on %s%n", settings.experiment(), backend.description());
    out.flush();

    StopOnInterrupt interrupt = new StopOnInterrupt();
    try (interrupt) {
      try (TrainedGan trained =
          new AlternatingTrainer(backend)
              .train(
                  settings.gan(),
                  experiment.data(),
                  plan,
                  new LossLog(folder.losses()),
                  experiment.recorder(),
                  interrupt,
                  new Progress(plan.iterations()))) {
        finish(folder, trained);
        return trained.summary().stopped() ? ExitCode.INTERRUPTED : ExitCode.DONE;
      } catch (TrainingDivergedException e) {
        report(folder, Map.of("ended", String.valueOf(e.getMessage())));
        out.println("The losses and pictures until then are in " + folder.path());
        out.flush();
        throw e;
      }
    }
  }

  private void finish(RunFolder folder, TrainedGan trained) throws IOException {
    TrainingSummary summary = trained.summary();
    List<History.Metrics> metrics = experiment.metrics();
    RunFile runFile =
        new RunFile(
            settings.experiment(),
            settings,
            experiment.normalization(),
            settings.plan().seed(),
            "0.1.0-SNAPSHOT",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            options.backend(),
            summary.backend(),
            summary.iterations(),
            summary.stopped(),
            summary.wallSeconds(),
            summary.optimizerSteps(),
            summary.stepsPerSecond(),
            metrics.isEmpty() ? Map.of() : metrics.get(metrics.size() - 1).values(),
            metrics.stream().map(m -> new RunFile.MetricsAt(m.iteration(), m.values())).toList(),
            experiment.protocol());
    SafeTensors.write(folder.allWeights(), trained.weights());
    SafeTensors.write(folder.weights(), trained.generatorWeights());
    experiment.look(trained);
    report(folder, timing(summary));
    runFile.write(folder.runFile());
    out.printf(
        "%s %,d iterations (%,d optimizer steps) in %.1f s, %,.0f steps a second%n",
        summary.stopped() ? "Stopped after" : "Done:",
        summary.iterations(),
        summary.optimizerSteps(),
        summary.wallSeconds(),
        summary.stepsPerSecond());
    runFile.metrics().forEach((name, value) -> out.printf("  %-18s %.4g%n", name, value));
    out.printf("Pictures and report: %s%n", folder.path().resolve("report.html"));
    out.flush();
  }

  private Map<String, String> timing(TrainingSummary summary) {
    Map<String, String> timing = new LinkedHashMap<>();
    timing.put("backend", summary.backend());
    timing.put("wall time", "%.2f s".formatted(summary.wallSeconds()));
    timing.put("optimizer steps", "%,d".formatted(summary.optimizerSteps()));
    timing.put("steps per second", "%,.0f".formatted(summary.stepsPerSecond()));
    double samples = (double) summary.iterations() * settings.plan().batchSize();
    timing.put("real samples per second", "%,.0f".formatted(samples / summary.wallSeconds()));
    timing.put("java", System.getProperty("java.vm.version"));
    return timing;
  }

  private void report(RunFolder folder, Map<String, String> outcome) throws IOException {
    experiment.report(folder.path(), RunFile.asText(settings), outcome);
  }
}
