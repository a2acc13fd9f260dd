package org.gan4j.examples.command;

import java.io.PrintWriter;
import org.gan4j.backend.Backends;
import org.gan4j.examples.run.Experiment;
import org.gan4j.examples.run.Experiments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gan list}: what there is. */
@Command(
    name = "list",
    description = "Lists experiments, and backends with what each needs.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
  private final Experiments experiments;
  @Spec private CommandSpec spec;

  ListCommand(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Experiments (gan train EXPERIMENT)");
    for (Experiment<?> experiment : experiments.all()) {
      out.printf("  %-12s %s%n", experiment.name(), experiment.description());
    }
    out.println();
    out.println("Backends (--backend NAME)");
    Backends.present()
        .forEach((name, module) -> out.printf("  %-12s %s%n", name, module.requirements()));
  }
}
