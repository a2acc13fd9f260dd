package org.gan4j.examples;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.GanModule;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.data.Normalization;
import org.gan4j.data.Rows;
import org.gan4j.data.Samples;
import org.gan4j.metrics.SampleMetrics;
import org.gan4j.report.History;
import org.gan4j.report.HistoryRecorder;
import org.gan4j.report.RunReport;
import org.gan4j.train.Gan;
import org.gan4j.train.LossLog;
import org.gan4j.train.SafeTensors;
import org.gan4j.train.TrainedGan;
import org.gan4j.train.Trainer;
import org.gan4j.train.TrainingDivergedException;
import org.gan4j.train.TrainingPlan;
import org.gan4j.train.TrainingSummary;
import picocli.CommandLine;

/** One run of an experiment on points in the plane, from settings to the finished run folder. */
final class TrainingRun {
  private static final int FRAME_INTERVAL = 1_000;
  private static final long METRICS_NOISE_SEED = 1;

  private final PrintWriter out;
  private final String experiment;
  private final String backendName;
  private final BackendSettings backendSettings;
  private final QuadraticSettings settings;

  TrainingRun(
      CommandLine command,
      String experiment,
      String backendName,
      BackendSettings backendSettings,
      QuadraticSettings settings) {
    this.out = command.getOut();
    this.experiment = experiment;
    this.backendName = backendName;
    this.backendSettings = backendSettings;
    this.settings = settings;
  }

  /** Trains into a folder and returns the exit code. */
  int into(Path path, boolean overwrite) throws IOException {
    Injector injector =
        Guice.createInjector(GanModule.withBackend(backendName).withSettings(backendSettings));
    Normalization normalization = settings.normalization();
    Samples truth = settings.samples();
    Gan gan = settings.gan();
    TrainingPlan plan = settings.plan();
    String backend = injector.getInstance(Backend.class).description();
    RunFolder folder = RunFolder.create(path, overwrite);
    out.printf("Training %s on %s%n", experiment, backend);
    out.flush();

    SampleMetrics metrics = SampleMetrics.of(truth);
    HistoryRecorder recorder =
        new HistoryRecorder(
            FRAME_INTERVAL,
            rows -> inverted(normalization, rows),
            generated -> metrics.measure(generated),
            METRICS_NOISE_SEED);
    StopOnInterrupt interrupt = new StopOnInterrupt();
    try (interrupt) {
      try (TrainedGan trained =
          injector
              .getInstance(Trainer.class)
              .train(
                  gan,
                  normalization.normalized(truth),
                  plan,
                  new LossLog(folder.losses()),
                  recorder,
                  interrupt,
                  new Progress(settings.iterations()))) {
        finish(folder, normalization, backend, trained, recorder.history());
        return trained.summary().stopped() ? ExitCode.INTERRUPTED : ExitCode.DONE;
      } catch (TrainingDivergedException e) {
        report(folder, recorder.history(), Map.of("ended", String.valueOf(e.getMessage())));
        out.println("The losses and pictures until then are in " + folder.path());
        out.flush();
        throw e;
      }
    }
  }

  private static float[][] inverted(Normalization normalization, float[][] rows) {
    float[] values = Rows.join(rows);
    normalization.invert(values, rows.length);
    return Rows.split(values, rows.length == 0 ? 1 : rows[0].length);
  }

  private void finish(
      RunFolder folder,
      Normalization normalization,
      String backend,
      TrainedGan trained,
      History history)
      throws IOException {
    TrainingSummary summary = trained.summary();
    RunFile runFile =
        new RunFile(
            experiment,
            settings,
            normalization,
            settings.seed(),
            "0.1.0-SNAPSHOT",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            backendName,
            backend,
            summary.iterations(),
            summary.stopped(),
            summary.wallSeconds(),
            summary.optimizerSteps(),
            summary.stepsPerSecond(),
            history.metrics().isEmpty()
                ? Map.of()
                : history.metrics().get(history.metrics().size() - 1).values(),
            history.metrics().stream()
                .map(m -> new RunFile.MetricsAt(m.iteration(), m.values()))
                .toList());
    SafeTensors.write(folder.allWeights(), trained.weights());
    SafeTensors.write(folder.weights(), trained.generatorWeights());
    report(folder, history, timing(summary, backend));
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

  private static Map<String, String> timing(TrainingSummary summary, String backend) {
    Map<String, String> timing = new LinkedHashMap<>();
    timing.put("backend", backend);
    timing.put("wall time", "%.2f s".formatted(summary.wallSeconds()));
    timing.put("optimizer steps", "%,d".formatted(summary.optimizerSteps()));
    timing.put("steps per second", "%,.0f".formatted(summary.stepsPerSecond()));
    timing.put("java", System.getProperty("java.vm.version"));
    return timing;
  }

  private void report(RunFolder folder, History history, Map<String, String> outcome)
      throws IOException {
    RunReport.of(experiment, history)
        .withSettings(RunFile.asText(settings))
        .withOutcome(outcome)
        .write(folder.path());
  }
}
