package org.gan4j.examples.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.file.UserCache;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code gan fetch xla-cpu}: pinned Python packages in the user's cache, where the xla backend
 * finds them.
 */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {"", "Exit codes: 0 done, 1 failed (a full disk), 2 bad usage, 3 no download."})
public final class FetchPluginCommand implements Callable<Integer> {
  private final String name;
  private final String device;
  @Spec private CommandSpec spec;

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      defaultValue = "python3",
      description = "The Python whose pip downloads. Default: ${DEFAULT-VALUE}")
  private String python = "python3";

  private FetchPluginCommand(String name, String device) {
    this.name = name;
    this.device = device;
  }

  /** The command of each plug-in that there is. */
  public static List<CommandLine> all() {
    return List.of(
        command("xla-cpu", "cpu", "XLA's plug-in for CPUs (63 MB; Linux on x86-64)."),
        command(
            "xla-cuda13",
            "cuda",
            "XLA's plug-in for NVIDIA GPUs, with CUDA 13 (2 GB; Linux on x86-64)."));
  }

  private static CommandLine command(String name, String device, String description) {
    CommandLine command = new CommandLine(new FetchPluginCommand(name, device));
    command.getCommandSpec().name(name).usageMessage().description(description);
    return command;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path target = target();
    PluginFolder folder = new PluginFolder(target, pinned());
    if (folder.isCurrent()) {
      out.printf("%s is there already: %s%n", name, target);
    } else {
      out.printf("Downloading %s with pip%n", name);
      out.flush();
      folder.install(new Pip(python, out));
      out.printf("%s is in %s%n", name, target);
    }
    out.printf("Use it with: gan train quadratic --backend xla --device %s%n", device);
    out.flush();
    return ExitCode.DONE;
  }

  private Path target() {
    return UserCache.folder()
        .map(cache -> cache.resolve(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no home folder for the plug-in\n  fix: name a folder in the environment variable XDG_CACHE_HOME"));
  }

  private String pinned() throws IOException {
    try (InputStream resource = FetchPluginCommand.class.getResourceAsStream(name + ".txt")) {
      return new String(
          Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
