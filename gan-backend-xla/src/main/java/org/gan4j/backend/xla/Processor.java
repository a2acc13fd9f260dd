package org.gan4j.backend.xla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The host's processor, for which XLA compiles what runs on the CPU. */
final class Processor {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** What tells a processor's instructions from those of others. */
  static String features() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(DESCRIPTION)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(DESCRIPTION)) {
      return lines
          .filter(
              line ->
                  line.startsWith("flags")
                      || line.startsWith("Features")
                      || line.startsWith("model name"))
          .distinct()
          .collect(Collectors.joining("\n", architecture + "\n", ""));
    } catch (IOException e) {
      return architecture;
    }
  }
}
