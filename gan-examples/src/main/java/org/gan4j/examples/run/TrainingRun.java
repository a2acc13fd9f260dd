package org.gan4j.examples.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gan4j.backend.Backend;
import org.gan4j.report.page.RunReport;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Recorder;
import org.gan4j.train.BadBatchException;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Checkpoints;
import org.gan4j.train.LossLog;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingDivergedException;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/**
 * One run of an experiment, new or taken up again, until its folder is finished. What cannot be
 * made again is written first: checkpoints, weights, {@code run.json}. Pictures and report come
 * last, and their failure is a warning.
 *
 * @param <S> the experiment's settings
 */
public final class TrainingRun<S extends Settings> {
  private final Experiment<S> experiment;
  private final S settings;
  private final Engine engine;
  private final CheckpointChoice checkpoints;
  private final @Nullable Path tensorBoard;
  private final PrintWriter out;
  private final PrintWriter err;
  private int exitCode = ExitCode.DONE;

  private TrainingRun(
      Experiment<S> experiment,
      S settings,
      Engine engine,
      CheckpointChoice checkpoints,
      @Nullable Path tensorBoard,
      PrintWriter out,
      PrintWriter err) {
    this.experiment = experiment;
    this.settings = settings;
    this.engine = engine;
    this.checkpoints = checkpoints;
    this.tensorBoard = tensorBoard;
    this.out = out;
    this.err = err;
  }

  /** A run that begins. */
  public static <S extends Settings> TrainingRun<S> of(
      Experiment<S> experiment,
      Options<S> options,
      RunOptions run,
      PrintWriter out,
      PrintWriter err) {
    return new TrainingRun<>(
        experiment,
        run.settings(options),
        run.engine(),
        run.checkpoints(),
        run.tensorBoard(),
        out,
        err);
  }

  /** A run that goes on, with these settings and on this engine. */
  static <S extends Settings> TrainingRun<S> of(
      Experiment<S> experiment,
      S settings,
      Engine engine,
      CheckpointChoice checkpoints,
      @Nullable Path tensorBoard,
      PrintWriter out,
      PrintWriter err) {
    return new TrainingRun<>(experiment, settings, engine, checkpoints, tensorBoard, out, err);
  }

  /**
   * Trains from the first iteration, in a folder of its own.
   *
   * @param overwrite whether an earlier run in the folder may be replaced
   * @return the exit code
   */
  public int start(Path path, boolean overwrite) throws IOException {
    Workbench workbench = new Workbench(engine.open(), out, err);
    try (Trial trial = experiment.open(settings, workbench)) {
      RunFolder.requireFolder(path);
      try (RunLock lock = RunLock.of(path)) {
        RunFolder folder = RunFolder.create(lock, overwrite);
        RunFile.Origin origin =
            RunFile.Origin.of(
                experiment.name(), trial.settings(), engine, workbench.backend().description());
        return train(
            trial,
            folder,
            new RunFile(origin, RunFile.Progress.NONE, List.of()),
            workbench.backend(),
            Optional.empty());
      }
    }
  }

  /**
   * Goes on where the newest checkpoint is, or at the first iteration if there is none.
   *
   * @return the exit code
   * @throws BadDataException if it would be another run
   */
  int resume(RunLock lock, RunFile before) throws IOException {
    RunFolder folder = new RunFolder(lock.folder());
    Workbench workbench = new Workbench(engine.open(), out, err);
    try (Trial trial = experiment.open(settings, workbench)) {
      Continuation from = continuation(folder, before, trial, workbench.backend());
      from.warnings().forEach(this::warn);
      List<RunFile.Resumption> resumed = new ArrayList<>(before.resumed());
      resumed.add(
          new RunFile.Resumption(
              from.checkpoint().map(Checkpoint::iterations).orElse(0),
              Version.CURRENT,
              engine.backend(),
              workbench.backend().description(),
              from.warnings()));
      return train(
          trial,
          folder,
          new RunFile(before.origin().with(trial.settings()), before.progress().running(), resumed),
          workbench.backend(),
          from.checkpoint());
    }
  }

  private Continuation continuation(RunFolder folder, RunFile before, Trial trial, Backend backend)
      throws IOException {
    Optional<Checkpoint> newest = Continuation.newest(folder, err);
    return newest.isPresent()
        ? Continuation.from(newest.get(), before.origin(), training(trial), backend)
        : new Continuation(newest, List.of());
  }

  /**
   * Makes weights, pictures and report again of what the newest checkpoint holds.
   *
   * @return the exit code
   */
  int report(RunLock lock, RunFile before) throws IOException {
    RunFolder folder = new RunFolder(lock.folder());
    Workbench workbench = new Workbench(engine.open(), out, err);
    try (Trial trial = experiment.open(settings, workbench)) {
      Checkpoint checkpoint =
          Continuation.newest(folder, err)
              .orElseThrow(
                  () ->
                      new BadDataException(
                          "the run in %s has no checkpoint to report on\n  fix: gan resume %s"
                              .formatted(folder.path(), folder.path())));
      Continuation.from(checkpoint, before.origin(), training(trial), workbench.backend());
      Recorder recorder = trial.recorder(folder.path());
      try (Trained trained =
          training(trial)
              .withIterations(Math.max(1, checkpoint.iterations()))
              .resume(workbench.backend(), checkpoint.forChangedTraining(), recorder)) {
        writeReport(trial, folder, recorder, trial.finish(trained, folder), trained.summary());
      }
      return exitCode;
    }
  }

  private static Training training(Trial trial) {
    return Training.of(trial.scheme())
        .withIterations(trial.settings().iterations())
        .withSeed(trial.settings().seed());
  }

  private int train(
      Trial trial, RunFolder folder, RunFile begun, Backend backend, Optional<Checkpoint> start)
      throws IOException {
    begun.write(folder.runFile());
    try {
      Recorder recorder = trial.recorder(folder.path());
      out.printf(
          "Training %s on %s%s%n",
          experiment.name(),
          backend.description(),
          start.map(c -> ", from iteration %d on".formatted(c.iterations())).orElse(""));
      trainAndFinish(trial, folder, begun, backend, start, recorder);
      return exitCode;
    } catch (TrainingDivergedException | BadBatchException e) {
      end(begun, folder, RunStatus.DIVERGED, e);
      throw e;
    } catch (Throwable e) {
      end(begun, folder, RunStatus.FAILED, e);
      throw e;
    }
  }

  private void trainAndFinish(
      Trial trial,
      RunFolder folder,
      RunFile begun,
      Backend backend,
      Optional<Checkpoint> start,
      Recorder recorder)
      throws IOException {
    Checkpoints kept =
        checkpoints.of(
            Checkpoints.in(folder.checkpoints()).withNotes(Continuation.notes(begun.origin())),
            trial);
    try (StopOnInterrupt interrupt = new StopOnInterrupt()) {
      List<TrainingListener> all = new ArrayList<>();
      all.addAll(List.of(kept, new LossLog(folder.losses()), recorder, interrupt, new Progress()));
      if (tensorBoard != null) {
        all.add(new TensorBoardPictures(trial).log(tensorBoard, folder));
      }
      TrainingListener[] listeners = all.toArray(TrainingListener[]::new);
      Training training = training(trial);
      try (Trained trained =
          start.isPresent()
              ? training.resume(backend, start.get(), listeners)
              : training.run(backend, listeners)) {
        trained.listenerFailures().forEach(failure -> lose(failure.getMessage(), failure));
        finish(trial, folder, begun, recorder, trained);
      } catch (TrainingDivergedException | BadBatchException e) {
        reportUntilThen(trial, folder, recorder, e);
        throw e;
      }
    }
  }

  private void finish(
      Trial trial, RunFolder folder, RunFile begun, Recorder recorder, Trained trained)
      throws IOException {
    TrainingSummary summary = trained.summary();
    List<Exhibit> exhibits = trial.finish(trained, folder);
    RunFile done = begun.with(RunFile.Progress.of(summary, metrics(recorder), trial.protocol()));
    done.write(folder.runFile());
    out.printf(
        "%s %,d iterations (%,d optimizer steps) in %.1f s, %,.0f steps a second%n",
        summary.stopped() ? "Stopped after" : "Done:",
        summary.iterations(),
        summary.optimizerSteps(),
        summary.wallSeconds(),
        summary.stepsPerSecond());
    done.progress().metrics().forEach((name, value) -> out.printf("  %-18s %.4g%n", name, value));
    writeReport(trial, folder, recorder, exhibits, summary);
    if (summary.stopped()) {
      out.printf("To go on: gan resume %s%n", folder.path());
      exitCode = ExitCode.INTERRUPTED;
    }
  }

  private List<RunFile.MetricsAt> metrics(Recorder recorder) {
    try {
      return recorder.recording().metrics().stream()
          .map(m -> new RunFile.MetricsAt(m.iteration(), m.values()))
          .toList();
    } catch (RuntimeException e) {
      lose("the metrics could not be computed", e);
      return List.of();
    }
  }

  private void writeReport(
      Trial trial,
      RunFolder folder,
      Recorder recorder,
      List<Exhibit> exhibits,
      TrainingSummary summary) {
    try {
      report(trial, recorder, exhibits, outcome(trial, summary)).write(folder.path());
      out.printf("Pictures and report: %s%n", folder.path().resolve("report.html"));
    } catch (IOException | RuntimeException | Error e) {
      lose(
          "pictures and report are not complete; to make them again: gan report " + folder.path(),
          e);
    }
  }

  private void reportUntilThen(
      Trial trial, RunFolder folder, Recorder recorder, RuntimeException failure) {
    try {
      report(trial, recorder, List.of(), Map.of("ended", String.valueOf(failure.getMessage())))
          .write(folder.path());
      out.printf("The losses and pictures until then are in %s%n", folder.path());
    } catch (IOException | RuntimeException | Error e) {
      lose("the pictures until then could not be drawn", e);
    }
  }

  private RunReport report(
      Trial trial, Recorder recorder, List<Exhibit> exhibits, Map<String, String> outcome) {
    return RunReport.of(experiment.name(), recorder)
        .withSettings(Json.asText(trial.settings()))
        .withOutcome(outcome)
        .withExhibits(exhibits);
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

  /** Notes how the run ended; what it ended by is what the user is told in any case. */
  private static void end(RunFile begun, RunFolder folder, RunStatus status, Throwable reason) {
    try {
      begun
          .with(begun.progress().ended(status, String.valueOf(reason.getMessage())))
          .write(folder.runFile());
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Warns of what is lost, without which the run goes on. What cannot be written is a failure. */
  private void lose(@Nullable String what, Throwable cause) {
    Throwable deepest = cause;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String fix =
        deepest.toString().matches("(?is).*font.*")
            ? "\n  fix: install fonts, such as the packages fontconfig and fonts-dejavu-core"
            : "";
    boolean said = String.valueOf(what).contains(String.valueOf(deepest.getMessage()));
    warn(what + (said ? "" : " (" + deepest + ")") + fix);
    if (cause instanceof IOException || cause instanceof UncheckedIOException) {
      exitCode = ExitCode.FAILED;
    }
  }

  private void warn(String what) {
    err.println("gan: warning: " + what);
    err.flush();
  }
}
