package org.gan4j.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code gan} command. */
@Command(
    name = "gan",
    version = "gan4j 0.1.0-SNAPSHOT",
    description = "Trains generative adversarial networks on the JVM.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      CompareCommand.class,
      SampleCommand.class,
      FetchCommand.class,
      ListCommand.class,
      MeasureCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
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

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::badUsage)
        .setExecutionExceptionHandler(Failures::failed);
  }
}
