package org.gan4j.examples.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Json;
import org.gan4j.examples.run.Settings;

/**
 * A training in a process of its own, so that its memory and its failures are its own.
 *
 * @param main what it starts
 * @param mostIterations after which it stops, if the settings have more
 */
record MeasuringProcess(
    Class<?> main, String experiment, Settings settings, String backend, int mostIterations) {

  /** A measurement, or why there is none. */
  record Outcome(Optional<Measurement> measurement, Optional<String> failure) {}

  /** Runs it to its end; what it prints goes to a file in the folder. */
  Outcome run(Path logs) throws IOException, InterruptedException {
    Path log = logs.resolve("%s-%s.log".formatted(backend, settings.seed()));
    Path given = Files.createTempFile(logs, "settings", ".json");
    Path result = Files.createTempFile(logs, backend, ".json");
    try {
      Json.write(given, settings);
      Process process =
          new ProcessBuilder(command(given, result))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int code = waitFor(process);
      return code == ExitCode.DONE
          ? new Outcome(Optional.of(Json.read(result, Measurement.class)), Optional.empty())
          : new Outcome(Optional.empty(), Optional.of(reason(log, code)));
    } finally {
      Files.deleteIfExists(given);
      Files.deleteIfExists(result);
    }
  }

  /** Ends the process too if this one is told to end. */
  private static int waitFor(Process process) throws InterruptedException {
    Thread end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    return code;
  }

  /** With the flags of this JVM, but for those that concern its terminal. */
  private List<String> command(Path given, Path result) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Dgan.") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of("measure", experiment, "--settings", given.toString()));
    command.addAll(List.of("--backend", backend));
    command.addAll(List.of("--most-iterations", Integer.toString(mostIterations)));
    command.addAll(List.of("--out", result.toString()));
    return command;
  }

  private static String reason(Path log, int code) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith("gan: ") && !line.startsWith("gan: warning: "))
          .map(line -> line.substring("gan: ".length()))
          .findFirst()
          .orElse("its process ended with code " + code + "; see " + log);
    }
  }
}
