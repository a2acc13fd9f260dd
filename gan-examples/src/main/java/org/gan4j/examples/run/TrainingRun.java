package org.gan4j.examples.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.report.page.RunReport;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Recorder;
import org.gan4j.report.recording.Recording;
import org.gan4j.train.BadBatchException;
import org.gan4j.train.LossLog;
import org.gan4j.train.SafeTensors;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingDivergedException;
import org.gan4j.train.TrainingSummary;

/**
 * One run of an experiment, from settings to the finished run folder.
 *
 * @param <S> the experiment's settings
 */
public final class TrainingRun<S extends Settings> {
  private final Experiment<S> experiment;
  private final Options<S> options;
  private final RunOptions run;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * A run.
   *
   * @param out where it says what it does
   * @param err where it warns
   */
  public TrainingRun(
      Experiment<S> experiment,
      Options<S> options,
      RunOptions run,
      PrintWriter out,
      PrintWriter err) {
    this.experiment = experiment;
    this.options = options;
    this.run = run;
    this.out = out;
    this.err = err;
  }

  /** Trains and returns the exit code. */
  public int start() throws IOException {
    S settings = run.settings(options);
    Workbench workbench = new Workbench(run.backend(), out, err);
    try (Trial trial = experiment.open(settings, workbench)) {
      String preset = options.preset();
      RunFolder folder = run.folder(experiment.name() + (preset.isEmpty() ? "" : "-" + preset));
      return train(trial, folder, workbench);
    }
  }

  private int train(Trial trial, RunFolder folder, Workbench workbench) throws IOException {
    Recorder recorder = trial.recorder(folder.path());
    Training training =
        Training.of(trial.scheme())
            .withIterations(trial.settings().iterations())
            .withSeed(trial.settings().seed());
    String backend = workbench.backend().description();
    out.printf("Training %s on %s%n", experiment.name(), backend);
    out.flush();

    StopOnInterrupt interrupt = new StopOnInterrupt();
    try (interrupt) {
      try (Trained trained =
          training.run(
              workbench.backend(),
              new LossLog(folder.losses()),
              recorder,
              interrupt,
              new Progress())) {
        finish(trial, folder, recorder, trained);
        return trained.summary().stopped() ? ExitCode.INTERRUPTED : ExitCode.DONE;
      } catch (TrainingDivergedException | BadBatchException e) {
        report(trial, recorder, List.of(), Map.of("ended", String.valueOf(e.getMessage())))
            .write(folder.path());
        out.println("The losses and pictures until then are in " + folder.path());
        out.flush();
        throw e;
      }
    }
  }

  private void finish(Trial trial, RunFolder folder, Recorder recorder, Trained trained)
      throws IOException {
    TrainingSummary summary = trained.summary();
    SafeTensors.write(folder.allWeights(), trained.weights());
    List<Exhibit> exhibits = trial.finish(trained, folder);
    report(trial, recorder, exhibits, outcome(trial, summary)).write(folder.path());
    RunFile runFile = runFile(trial, recorder.recording().metrics(), summary);
    Json.write(folder.runFile(), runFile);
    out.printf(
        "%s %,d iterations (%,d optimizer steps) in %.1f s, %,.0f steps a second%n",
        summary.stopped() ? "Stopped after" : "Done:",
        summary.iterations(),
        summary.optimizerSteps(),
        summary.wallSeconds(),
        summary.stepsPerSecond());
    runFile.metrics().forEach((name, value) -> out.printf("  %-18s %.4g%n", name, value));
    Path page = folder.path().resolve("report.html");
    out.printf("Pictures and report: %s%n", page);
    out.flush();
  }

  private RunFile runFile(Trial trial, List<Recording.Metrics> metrics, TrainingSummary summary) {
    return new RunFile(
        experiment.name(),
        trial.settings(),
        trial.settings().seed(),
        Version.CURRENT,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        run.backendName(),
        summary.backend(),
        summary.iterations(),
        summary.stopped(),
        summary.wallSeconds(),
        summary.optimizerSteps(),
        summary.stepsPerSecond(),
        metrics.isEmpty() ? Map.of() : metrics.get(metrics.size() - 1).values(),
        metrics.stream().map(m -> new RunFile.MetricsAt(m.iteration(), m.values())).toList(),
        trial.protocol());
  }

  private static Map<String, String> outcome(Trial trial, TrainingSummary summary) {
    Map<String, String> outcome = new LinkedHashMap<>();
    outcome.put("backend", summary.backend());
    outcome.put("wall time", "%.2f s".formatted(summary.wallSeconds()));
    outcome.put("optimizer steps", "%,d".formatted(summary.optimizerSteps()));
    outcome.put("steps per second", "%,.0f".formatted(summary.stepsPerSecond()));
    outcome.putAll(trial.facts(summary));
    outcome.put("java", System.getProperty("java.vm.version"));
    return outcome;
  }

  private RunReport report(
      Trial trial, Recorder recorder, List<Exhibit> exhibits, Map<String, String> outcome) {
    return RunReport.of(experiment.name(), recorder)
        .withSettings(Json.asText(trial.settings()))
        .withOutcome(outcome)
        .withExhibits(exhibits);
  }
}
