package org.gan4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

/** {@code gan report}: pictures and report of a run are made again. */
@Command(
    name = "report",
    description =
        "Makes weights, pictures and report of a run again, from its newest checkpoint: of one that was interrupted, diverged or failed too.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private final Experiments experiments;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "A folder that gan train left.")
  private Path run = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data are, if they are no longer where they were.")
  private @Nullable Path data;

  ReportCommand(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine terminal = spec.commandLine();
    return StoredRun.read(new RunFolder(run), experiments)
        .report(data, terminal.getOut(), terminal.getErr());
  }
}
