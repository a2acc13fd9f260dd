package org.gan4j.examples.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.gan4j.backend.Backends;
import org.gan4j.examples.run.BadDataException;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Experiment;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.Options;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.RunLock;
import org.gan4j.examples.run.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code gan compare}: a command for each experiment, with its options and those here. */
@Command(
    name = "compare",
    description = "Compares backends on an experiment.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "EXPERIMENT")
public final class CompareCommand {
  private CompareCommand() {}

  /**
   * The command.
   *
   * @param main what a process of its own starts to {@code measure}
   */
  public static CommandLine of(Experiments experiments, Class<?> main) {
    CommandLine compare = new CommandLine(new CompareCommand());
    experiments.all().forEach(experiment -> compare.addSubcommand(comparing(experiment, main)));
    return compare;
  }

  /** Whether {@link #resume} is for this folder. */
  public static boolean left(Path folder) {
    return Files.exists(folder.resolve(ComparisonFolder.SIGN));
  }

  /**
   * Continues the comparison in a folder: measures what is not measured yet.
   *
   * @param main what a process of its own starts to {@code measure}
   * @param err where it warns of what is not as it was
   * @return the exit code
   * @throws BadDataException if the folder does not say what was to be measured
   */
  public static int resume(
      Path path, Experiments experiments, Class<?> main, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    try (RunLock lock = RunLock.of(path)) {
      return resume(new ComparisonFolder(lock.folder()), experiments, main, out, err);
    }
  }

  private static int resume(
      ComparisonFolder folder,
      Experiments experiments,
      Class<?> main,
      PrintWriter out,
      PrintWriter err)
      throws IOException, InterruptedException {
    Path path = folder.path();
    if (!folder.isUnfinished()) {
      out.println("Nothing to continue: the comparison in " + path + " is finished");
      out.flush();
      return ExitCode.DONE;
    }
    ComparisonPlan plan = folder.plan();
    ComparisonPlan.here(plan.experiment(), plan.backends(), plan.seeds())
        .circumstances()
        .forEach(
            (name, now) -> {
              String then = plan.circumstances().get(name);
              if (!now.equals(then)) {
                err.println(
                    "gan: warning: the comparison began with %s %s, now it is %s"
                        .formatted(name, then, now));
              }
            });
    err.flush();
    plan.backends().forEach(Backends::named);
    Experiment<?> experiment =
        experiments
            .named(plan.experiment())
            .orElseThrow(
                () ->
                    new BadDataException(
                        "%s compares the experiment \"%s\", which this gan4j does not have; it has %s"
                            .formatted(path, plan.experiment(), experiments.names())));
    List<Settings> settings = new ArrayList<>();
    for (int seed = 0; seed < plan.seeds(); seed++) {
      settings.add(folder.settings(seed, experiment.settingsType()));
    }
    return new BackendComparison(folder, plan, settings, main, out).measure();
  }

  private static <S extends Settings> CommandLine comparing(
      Experiment<S> experiment, Class<?> main) {
    Options<S> options = experiment.options();
    Choices choices = new Choices();
    Comparing<S> comparing = new Comparing<>(experiment, options, choices, main);
    CommandLine command =
        new CommandLine(
            CommandSpec.wrapWithoutInspection(comparing)
                .name(experiment.name())
                .addMixin("choices", CommandSpec.forAnnotatedObject(choices))
                .addMixin("options", CommandSpec.forAnnotatedObject(options))
                .mixinStandardHelpOptions(true));
    command
        .getCommandSpec()
        .usageMessage()
        .description(experiment.description() + " Each training in a process of its own.")
        .sortOptions(false)
        .autoWidth(true)
        .footer("", "Exit codes: 0 done, 1 every backend failed, 2 bad usage, 130 interrupted.");
    comparing.terminal = command;
    return command;
  }

  /** The options of every comparison. */
  private static final class Choices {
    @Option(
        names = "--backends",
        split = ",",
        required = true,
        paramLabel = "NAME",
        description = "The backends to compare, such as jvm,nd4j,tf (see: gan list).")
    private List<String> backends = List.of();

    @Option(
        names = "--seeds",
        paramLabel = "N",
        defaultValue = "3",
        description = "How many seeds: 0 to N-1. Default: ${DEFAULT-VALUE}")
    private int seeds = 3;

    @Option(
        names = "--iterations",
        paramLabel = "N",
        description = "How many. Default: the preset's.")
    private @Nullable Integer iterations;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "The folder of the report. Default: runs/compare-EXPERIMENT")
    private @Nullable Path out;

    @Option(names = "--overwrite", description = "Replace an earlier comparison in that folder.")
    private boolean overwrite;
  }

  /** One experiment's. */
  private static final class Comparing<S extends Settings> implements Callable<Integer> {
    private final Experiment<S> experiment;
    private final Options<S> options;
    private final Choices choices;
    private final Class<?> main;
    private CommandLine terminal = new CommandLine(CommandSpec.create());

    Comparing(Experiment<S> experiment, Options<S> options, Choices choices, Class<?> main) {
      this.experiment = experiment;
      this.options = options;
      this.choices = choices;
      this.main = main;
    }

    @Override
    public Integer call() throws Exception {
      if (choices.seeds < 1) {
        throw new IllegalArgumentException("--seeds must be at least 1, not " + choices.seeds);
      }
      if (options.settings(choices.iterations, 0).iterations() < 1) {
        throw new IllegalArgumentException(
            "--iterations must be at least 1, not " + choices.iterations);
      }
      choices.backends.forEach(Backends::named);
      List<S> settings =
          LongStream.range(0, choices.seeds)
              .mapToObj(seed -> options.settings(choices.iterations, seed))
              .toList();
      Path chosen = Options.or(choices.out, Path.of("runs", "compare-" + experiment.name()));
      RunFolder.requireFolder(chosen);
      try (RunLock lock = RunLock.of(chosen)) {
        RunFolder.create(lock.folder(), ComparisonFolder.SIGN, choices.overwrite);
        return new BackendComparison(
                new ComparisonFolder(chosen),
                ComparisonPlan.here(experiment.name(), choices.backends, choices.seeds),
                settings,
                main,
                terminal.getOut())
            .begin()
            .measure();
      }
    }
  }
}
