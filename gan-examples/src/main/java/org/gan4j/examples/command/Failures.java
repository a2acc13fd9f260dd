package org.gan4j.examples.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.gan4j.backend.BackendUnavailableException;
import org.gan4j.data.DataFormatException;
import org.gan4j.examples.run.BadDataException;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.train.BadBatchException;
import org.gan4j.train.TrainingDivergedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees of a failure: one message and an exit code, a stack trace only of a bug. */
final class Failures {
  private Failures() {}

  static int badUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        failure instanceof MaxValuesExceededException
            ? "gan: an option is given twice"
            : "gan: " + failure.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("  see: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.BAD_USAGE;
  }

  static int failed(Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof TrainingDivergedException) {
      return report(command, failure.getMessage(), ExitCode.DIVERGED);
    }
    if (failure instanceof BadDataException
        || failure instanceof BadBatchException
        || failure instanceof DataFormatException) {
      return report(command, failure.getMessage(), ExitCode.BAD_DATA);
    }
    if (failure instanceof IllegalArgumentException
        || failure instanceof BackendUnavailableException) {
      return report(command, failure.getMessage(), ExitCode.BAD_USAGE);
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      return report(command, failure.getMessage() + ": " + cause, ExitCode.BAD_USAGE);
    }
    failure.printStackTrace(command.getErr());
    return report(
        command, "this is a bug in gan4j; please report it with the lines above", ExitCode.FAILED);
  }

  private static int report(CommandLine command, @Nullable String message, int code) {
    command.getErr().println("gan: " + message);
    return code;
  }
}
