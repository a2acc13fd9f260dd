package org.gan4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gan4j.examples.compare.CompareCommand;
import org.gan4j.examples.run.CheckpointChoice;
import org.gan4j.examples.run.Engine;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.StoredRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gan resume}: a run goes on. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run: with an interrupted one to its end, with a finished one beyond it.",
      "On the same backend and machine the result is that of a run which was never interrupted.",
      "Of an interrupted comparison it measures what is missing."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
  private final Experiments experiments;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "A folder that gan train or gan compare left.")
  private Path run = Path.of("");

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "How many there shall be in all. Default: as many as there were to be")
  private @Nullable Integer iterations;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data are, if they are no longer where they were.")
  private @Nullable Path data;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Another backend. It goes on from the same weights, with other rounding.")
  private @Nullable String backend;

  @Option(names = "--threads", paramLabel = "N", description = "Threads of the backend.")
  private @Nullable Integer threads;

  @Option(names = "--device", paramLabel = "NAME", description = "The backend's device.")
  private @Nullable String device;

  @Option(
      names = "--backend-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the backend. Default: those that the run had")
  private Map<String, String> backendOptions = Map.of();

  @Option(
      names = "--checkpoint-every",
      paramLabel = "30s|1000",
      defaultValue = "60s",
      description =
          "Seconds, minutes (5m) or iterations from one checkpoint to the next. Default: ${DEFAULT-VALUE}")
  private String checkpointEvery = "60s";

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description = "As of gan train; TensorBoard shows one curve if it is the same folder.")
  private @Nullable Path tensorBoard;

  ResumeCommand(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine terminal = spec.commandLine();
    if (CompareCommand.left(run)) {
      return CompareCommand.resume(
          run, experiments, Main.class, terminal.getOut(), terminal.getErr());
    }
    StoredRun<?> stored = StoredRun.read(new RunFolder(run), experiments);
    Engine before = stored.engine();
    Engine engine =
        new Engine(
            backend == null ? before.backend() : backend,
            threads == null ? before.threads() : threads,
            device != null ? device : backend == null ? before.device() : "",
            !backendOptions.isEmpty() || backend != null ? backendOptions : before.options());
    return stored.resume(
        iterations,
        data,
        engine,
        CheckpointChoice.USUAL.every(checkpointEvery),
        tensorBoard,
        terminal.getOut(),
        terminal.getErr());
  }
}
