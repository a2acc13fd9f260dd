package org.gan4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
  private final StringWriter err = new StringWriter();

  /** A command that fails. */
  @Command(name = "fail")
  private record Failing(Throwable failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error e) {
        throw e;
      }
      throw (Exception) failure;
    }
  }

  private void assertAnswered(Throwable failure, int code, String said) {
    err.getBuffer().setLength(0);
    assertThat(
            new CommandLine(new Failing(failure))
                .setErr(new PrintWriter(err))
                .setExecutionStrategy(Failures::execute)
                .setExecutionExceptionHandler(Failures::failed)
                .execute())
        .isEqualTo(code);
    assertThat(err.toString()).startsWith("gan: " + said).doesNotContain("\tat ");
  }

  @Test
  void whatTheMachineLacksIsAFailureAndNoBadUsage() {
    assertAnswered(
        new IOException("cannot write a.csv: no space"), 1, "cannot write a.csv: no space\n");
    assertAnswered(new AccessDeniedException("/a/b"), 1, "/a/b: permission denied\n");
    assertAnswered(new NoSuchFileException("/a/b"), 1, "/a/b: there is no such file or folder\n");
    assertAnswered(
        new FileSystemException("/a", null, "No space left on device"),
        1,
        "/a: No space left on device\n");
    assertAnswered(
        new UncheckedIOException("cannot write the log x.csv", new IOException("no space")),
        1,
        "cannot write the log x.csv: no space\n");
    assertAnswered(new UncheckedIOException(new IOException("no space")), 1, "no space\n");
  }

  @Test
  void tooLittleMemoryIsOneMessageThatSaysHowToGiveMore() {
    OutOfMemoryError lack = new OutOfMemoryError("Java heap space");
    String said = "out of memory (Java heap space); this JVM may take ";
    assertAnswered(lack, 1, said);
    assertThat(err.toString())
        .contains("\n  fix: give it more, such as 8 GB with JAVA_TOOL_OPTIONS=-Xmx8g");
    assertAnswered(new IllegalStateException("a picture failed", lack), 1, said);
  }
}
