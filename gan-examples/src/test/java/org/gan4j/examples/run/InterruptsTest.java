package org.gan4j.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class InterruptsTest {
  private static final int SECONDS = 60;
  private @Nullable Process process;

  /** Stops half a second after it was asked to, or after two minutes. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
      CountDownLatch asked = new CountDownLatch(1);
      Interrupts interrupts = Interrupts.firstCalls(asked::countDown);
      try (interrupts) {
        System.out.println("ready");
        if (asked.await(2, TimeUnit.MINUTES)) {
          System.out.println("asked");
          Thread.sleep(Long.parseLong(arguments[0]));
        }
      }
      System.out.println("closed");
      Thread.sleep(Long.parseLong(arguments[1]));
      System.exit(7);
    }
  }

  private BufferedReader start(int millisecondsToEnd, int millisecondsAfter) throws IOException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "" + millisecondsToEnd,
                "" + millisecondsAfter)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process = started;
    return started.inputReader();
  }

  private Process process() {
    return Objects.requireNonNull(process);
  }

  private void send(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, "" + process().pid()).start().waitFor();
  }

  private int code() throws InterruptedException {
    assertThat(process().waitFor(SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
    return process().exitValue();
  }

  @AfterEach
  void end() {
    process().destroyForcibly();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void theFirstAsks(String signal) throws Exception {
    try (BufferedReader out = start(100, 0)) {
      assertThat(out.readLine()).isEqualTo("ready");
      send(signal);
      assertThat(out.readLine()).isEqualTo("asked");
      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(code()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void theSecondEndsTheProcessAtOnce(String signal) throws Exception {
    try (BufferedReader out = start(120_000, 0)) {
      assertThat(out.readLine()).isEqualTo("ready");
      send("INT");
      assertThat(out.readLine()).isEqualTo("asked");
      Thread.sleep(600);
      send(signal);
      assertThat(out.readLine()).isNull();
      assertThat(code()).isEqualTo(130);
    }
  }

  /** As GNU's timeout sends them. */
  @Test
  void twoTogetherAreOne() throws Exception {
    try (BufferedReader out = start(2_000, 0)) {
      assertThat(out.readLine()).isEqualTo("ready");
      String pid = "" + process().pid();
      new ProcessBuilder("sh", "-c", "kill -INT $0; sleep 0.1; kill -INT $0", pid)
          .start()
          .waitFor();
      assertThat(out.readLine()).isEqualTo("asked");
      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(code()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void afterwardsASignalEndsTheProcessAsBefore(String signal) throws Exception {
    try (BufferedReader out = start(0, 120_000)) {
      assertThat(out.readLine()).isEqualTo("ready");
      send("INT");
      assertThat(out.readLine()).isEqualTo("asked");
      assertThat(out.readLine()).isEqualTo("closed");
      send(signal);
      assertThat(code()).isGreaterThan(128);
    }
  }
}
