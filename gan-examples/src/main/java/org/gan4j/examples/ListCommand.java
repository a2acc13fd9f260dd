package org.gan4j.examples;

import java.io.PrintWriter;
import org.gan4j.backend.Backends;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = "Lists experiments, and backends with what each needs.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Experiments (gan train EXPERIMENT)");
    new CommandLine(new TrainCommand())
        .getSubcommands()
        .forEach(
            (name, command) ->
                out.printf(
                    "  %-12s %s%n",
                    name, String.join(" ", command.getCommandSpec().usageMessage().description())));
    out.println();
    out.println("Backends (--backend NAME)");
    Backends.present()
        .forEach((name, module) -> out.printf("  %-12s %s%n", name, module.requirements()));
  }
}
