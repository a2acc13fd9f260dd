package org.gan4j.examples.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
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
import picocli.CommandLine.RunLast;
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

  /** Executes a command; what it throws that is no exception is answered too. */
  static int execute(ParseResult arguments) {
    try {
      return new RunLast().execute(arguments);
    } catch (OutOfMemoryError e) {
      return outOfMemory(e, arguments.commandSpec().commandLine());
    }
  }

  static int failed(Exception failure, CommandLine command, ParseResult arguments) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError lack) {
        return outOfMemory(lack, command);
      }
    }
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
    if (failure instanceof IOException e) {
      return report(command, said(e), ExitCode.FAILED);
    }
    if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException e) {
      boolean ofItsOwn = !e.toString().equals(failure.getMessage());
      return report(
          command, (ofItsOwn ? failure.getMessage() + ": " : "") + said(e), ExitCode.FAILED);
    }
    failure.printStackTrace(command.getErr());
    return report(
        command, "this is a bug in gan4j; please report it with the lines above", ExitCode.FAILED);
  }

  private static int outOfMemory(OutOfMemoryError lack, CommandLine command) {
    return report(
        command,
        String.format(
            Locale.ROOT,
            "out of memory (%s); this JVM may take %,d MB%n  fix: give it more, such as 8 GB with JAVA_TOOL_OPTIONS=-Xmx8g before gan, or ask for less: a smaller --batch, fewer --channels",
            lack.getMessage(),
            Runtime.getRuntime().maxMemory() >> 20),
        ExitCode.FAILED);
  }

  /** The messages of some are only the names of files. */
  private static String said(IOException failure) {
    if (failure instanceof FileSystemException e && e.getFile() != null) {
      String reason = e.getReason() == null ? kind(e) : e.getReason();
      return e.getFile() + ": " + reason;
    }
    return String.valueOf(failure.getMessage());
  }

  private static String kind(FileSystemException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure instanceof NoSuchFileException
        ? "there is no such file or folder"
        : failure.getClass().getSimpleName();
  }

  private static int report(CommandLine command, @Nullable String message, int code) {
    command.getErr().println("gan: " + message);
    return code;
  }
}
