package org.gan4j.examples.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gan4j.examples.run.ExitCode;

/**
 * A training in a process of its own, so that its memory and its failures are its own. The process
 * ends with this one, however this one ends: it listens to its standard input until that ends.
 */
final class MeasuringProcess {
  /** SIGHUP, SIGINT and SIGTERM: a terminal sends them to both processes, in any order. */
  private static final Set<Integer> INTERRUPTED = Set.of(129, 130, 143);

  private final Process process;
  private final Path log;

  private MeasuringProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param main what it starts
   * @param mostIterations after which it stops, if the settings have more
   */
  static MeasuringProcess start(
      Class<?> main,
      ComparisonFolder folder,
      String experiment,
      String backend,
      long seed,
      int mostIterations)
      throws IOException {
    Path log = folder.log(backend, seed);
    List<String> command = java(main);
    command.addAll(List.of("measure", experiment));
    command.addAll(List.of("--settings", folder.settings(seed).toString()));
    command.addAll(List.of("--backend", backend));
    command.addAll(List.of("--most-iterations", Integer.toString(mostIterations)));
    command.addAll(List.of("--out", folder.measurement(backend, seed).toString()));
    return new MeasuringProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /** With the flags of this JVM, but for those that concern its terminal. */
  private static List<String> java(Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Dgan.") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  /**
   * How a process ended.
   *
   * @param interrupted whether from outside
   * @param failure why there is no measurement, if it is its own fault
   */
  record End(boolean interrupted, Optional<String> failure) {}

  /** Waits for its end. */
  End await() throws IOException, InterruptedException {
    int code = process.waitFor();
    if (code == ExitCode.DONE || INTERRUPTED.contains(code)) {
      return new End(code != ExitCode.DONE, Optional.empty());
    }
    return new End(false, Optional.of(reason(code)));
  }

  /** Ends it. */
  void end() {
    process.destroy();
  }

  private String reason(int code) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("gan: ") && !line.startsWith("gan: warning: "))
        .map(line -> line.substring("gan: ".length()))
        .findFirst()
        .orElse("its process ended with code " + code + "; see " + log);
  }
}
