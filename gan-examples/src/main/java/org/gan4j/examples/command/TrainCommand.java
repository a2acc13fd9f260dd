package org.gan4j.examples.command;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gan4j.examples.run.Experiment;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.Options;
import org.gan4j.examples.run.RunOptions;
import org.gan4j.examples.run.Settings;
import org.gan4j.examples.run.TrainingRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code gan train}: a command for each experiment, with its options and those of every run. */
@Command(
    name = "train",
    description = "Trains an experiment and leaves a run folder.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "EXPERIMENT")
final class TrainCommand {
  private TrainCommand() {}

  static CommandLine of(Experiments experiments) {
    CommandLine train = new CommandLine(new TrainCommand());
    experiments.all().forEach(experiment -> train.addSubcommand(training(experiment)));
    return train;
  }

  private static <S extends Settings> CommandLine training(Experiment<S> experiment) {
    Options<S> options = experiment.options();
    RunOptions run = new RunOptions();
    Training<S> training = new Training<>(experiment, options, run);
    CommandLine command =
        new CommandLine(
            CommandSpec.wrapWithoutInspection(training)
                .name(experiment.name())
                .addMixin("options", CommandSpec.forAnnotatedObject(options))
                .addMixin("run", CommandSpec.forAnnotatedObject(run))
                .mixinStandardHelpOptions(true));
    command
        .getCommandSpec()
        .usageMessage()
        .description(experiment.description())
        .sortOptions(false)
        .autoWidth(true)
        .footer(
            "",
            "Exit codes: 0 done, 1 failed (a full disk, too little memory), 2 bad usage, 3 bad input data, 4 training diverged, 130 interrupted.");
    training.terminal = command;
    return command;
  }

  /** One experiment's. */
  private static final class Training<S extends Settings> implements Callable<Integer> {
    /** What a folder's name has anyway, or what does not change the result. */
    private static final Set<String> UNNAMED =
        Set.of(
            "preset",
            "backend",
            "seed",
            "threads",
            "device",
            "out",
            "overwrite",
            "checkpoint-every",
            "tensorboard");

    private static final int LONGEST_NAME = 120;

    private final Experiment<S> experiment;
    private final Options<S> options;
    private final RunOptions run;
    private CommandLine terminal = new CommandLine(CommandSpec.create());

    Training(Experiment<S> experiment, Options<S> options, RunOptions run) {
      this.experiment = experiment;
      this.options = options;
      this.run = run;
    }

    @Override
    public Integer call() throws Exception {
      Path folder = run.folder(name());
      return TrainingRun.of(experiment, options, run, terminal.getOut(), terminal.getErr())
          .start(folder, run.overwrites());
    }

    /** Tells runs apart: experiment, preset, backend and seed, and every other option given. */
    private String name() {
      StringBuilder name = new StringBuilder(experiment.name());
      if (!options.preset().isEmpty()) {
        name.append('-').append(options.preset());
      }
      name.append('-').append(run.name());
      for (OptionSpec option : terminal.getParseResult().matchedOptions()) {
        String given = option.longestName().replaceFirst("^-+", "");
        if (!UNNAMED.contains(given)) {
          name.append('-').append(given);
          if (option.arity().max() > 0) {
            option.stringValues().forEach(value -> name.append('-').append(lastPart(value)));
          }
        }
      }
      return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static String lastPart(String value) {
      return value.replaceFirst("/+$", "").replaceFirst(".*/", "").replaceAll("[^\\w.,+-]", "_");
    }
  }
}
