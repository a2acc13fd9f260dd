package org.gan4j.examples.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.examples.bigan.BiGanTrial;
import org.gan4j.examples.compare.CompareCommand;
import org.gan4j.examples.compare.MeasureCommand;
import org.gan4j.examples.cyclegan.CycleGanTrial;
import org.gan4j.examples.images.DataSet;
import org.gan4j.examples.images.ImageExperiment;
import org.gan4j.examples.infogan.InfoGanTrial;
import org.gan4j.examples.pix2pix.Pix2PixTrial;
import org.gan4j.examples.points.PointsExperiment;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code gan} command. */
@Command(
    name = "gan",
    description = "Trains generative adversarial networks on the JVM.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  /** All experiments; a new one is a line here. */
  public static final Experiments EXPERIMENTS =
      Experiments.of(
          PointsExperiment.quadratic(),
          PointsExperiment.points(),
          ImageExperiment.on(DataSet.MNIST),
          ImageExperiment.on(DataSet.CIFAR10),
          ImageExperiment.on(DataSet.FOLDER),
          CycleGanTrial.experiment(),
          Pix2PixTrial.experiment(),
          InfoGanTrial.experiment(),
          BiGanTrial.experiment());

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    // Numbers in files and messages look the same everywhere.
    Locale.setDefault(Locale.ROOT);
    VectorModule.load();
    giveHome();
    Optional<String> unreadable = unreadable(arguments);
    if (unreadable.isPresent()) {
      System.err.printf(
          "gan: the locale has no letters for the name %s%n"
              + "  fix: set LC_ALL to a locale in UTF-8 that \"locale -a\" lists, such as C.UTF-8, or use another name%n",
          unreadable.get());
      System.exit(ExitCode.BAD_USAGE);
    }
    System.exit(commandLine().execute(arguments));
  }

  /**
   * A user without a home, as containers have, gets the folder of temporary files for it: caches
   * would make a folder named "?".
   */
  private static void giveHome() {
    if (!Path.of(System.getProperty("user.home", "")).isAbsolute()) {
      System.setProperty("user.home", System.getProperty("java.io.tmpdir"));
    }
  }

  /** A name in which Java put U+FFFD for what it could not read, so that it would use another. */
  private static Optional<String> unreadable(String[] arguments) {
    return Stream.concat(Stream.of(System.getProperty("user.dir")), Stream.of(arguments))
        .filter(name -> name.indexOf('\uFFFD') >= 0)
        .findFirst();
  }

  /** The command, ready to be executed. */
  public static CommandLine commandLine() {
    CommandLine gan = new CommandLine(new Main());
    gan.getCommandSpec().version("gan4j " + Version.CURRENT);
    return gan.addSubcommand(TrainCommand.of(EXPERIMENTS))
        .addSubcommand(new ResumeCommand(EXPERIMENTS))
        .addSubcommand(new ReportCommand(EXPERIMENTS))
        .addSubcommand(CompareCommand.of(EXPERIMENTS, Main.class))
        .addSubcommand(new SampleCommand(EXPERIMENTS))
        .addSubcommand(new ExportCommand(EXPERIMENTS))
        .addSubcommand(FetchCommand.of())
        .addSubcommand(new ListCommand(EXPERIMENTS))
        .addSubcommand(new MeasureCommand(EXPERIMENTS))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Failures::execute)
        .setParameterExceptionHandler(Failures::badUsage)
        .setExecutionExceptionHandler(Failures::failed);
  }
}
