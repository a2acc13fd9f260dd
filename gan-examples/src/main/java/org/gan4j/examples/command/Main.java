package org.gan4j.examples.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.gan4j.examples.bigan.BiGanTrial;
import org.gan4j.examples.compare.CompareCommand;
import org.gan4j.examples.compare.MeasureCommand;
import org.gan4j.examples.cyclegan.CycleGanTrial;
import org.gan4j.examples.images.DataSet;
import org.gan4j.examples.images.FetchCommand;
import org.gan4j.examples.images.ImageExperiment;
import org.gan4j.examples.infogan.InfoGanTrial;
import org.gan4j.examples.pix2pix.Pix2PixTrial;
import org.gan4j.examples.points.PointsExperiment;
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
  static final Experiments EXPERIMENTS =
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
  public static void main(String[] arguments) throws ReflectiveOperationException {
    // Numbers in files and messages look the same everywhere.
    Locale.setDefault(Locale.ROOT);
    Integer standardError = Integer.getInteger("gan.stderr");
    if (standardError != null) {
      System.setErr(
          new PrintStream(
              new FileOutputStream(descriptor(standardError)), true, StandardCharsets.UTF_8));
    }
    System.exit(commandLine().execute(arguments));
  }

  /**
   * The {@code gan} script hides the standard error while the JVM starts, and keeps it open here.
   */
  private static FileDescriptor descriptor(int number) throws ReflectiveOperationException {
    Constructor<FileDescriptor> constructor =
        FileDescriptor.class.getDeclaredConstructor(int.class);
    constructor.setAccessible(true);
    return constructor.newInstance(number);
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
        .addSubcommand(new FetchCommand())
        .addSubcommand(new ListCommand(EXPERIMENTS))
        .addSubcommand(new MeasureCommand(EXPERIMENTS))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Failures::execute)
        .setParameterExceptionHandler(Failures::badUsage)
        .setExecutionExceptionHandler(Failures::failed);
  }
}
