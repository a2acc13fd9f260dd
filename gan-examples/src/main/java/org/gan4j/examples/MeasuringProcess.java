package org.gan4j.examples;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A training in a process of its own, so that its memory and its failures are its own. */
record MeasuringProcess(String backend, long seed, int iterations) {

  /** A measurement, or why there is none. */
  record Outcome(Optional<Measurement> measurement, Optional<String> failure) {}

  /** Runs it to its end; what it prints goes to a file in the folder. */
  Outcome run(Path logs) throws IOException, InterruptedException {
    Path log = logs.resolve("%s-%d.log".formatted(backend, seed));
    Path result = Files.createTempFile(logs, backend, ".json");
    try {
      Process process =
          new ProcessBuilder(command(result))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int code = waitFor(process);
      return code == ExitCode.DONE
          ? new Outcome(Optional.of(Measurement.read(result)), Optional.empty())
          : new Outcome(Optional.empty(), Optional.of(reason(log, code)));
    } finally {
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
  private List<String> command(Path result) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Dgan.") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("measure", "--backend", backend, "--seed", Long.toString(seed)));
    command.addAll(
        List.of("--iterations", Integer.toString(iterations), "--out", result.toString()));
    return command;
  }

  private static String reason(Path log, int code) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith("gan: "))
          .map(line -> line.substring("gan: ".length()))
          .findFirst()
          .orElse("its process ended with code " + code + "; see " + log);
    }
  }
}
