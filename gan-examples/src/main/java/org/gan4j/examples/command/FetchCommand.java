package org.gan4j.examples.command;

import java.util.stream.Stream;
import org.gan4j.examples.images.FetchImagesCommand;
import org.gan4j.examples.plugins.FetchPluginCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code gan fetch}: the only command that uses the network. */
@Command(
    name = "fetch",
    description = "Downloads a published data set, or a plug-in of the xla backend, and checks it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT")
final class FetchCommand {
  private FetchCommand() {}

  static CommandLine of() {
    CommandLine fetch = new CommandLine(new FetchCommand());
    Stream.concat(FetchImagesCommand.all().stream(), FetchPluginCommand.all().stream())
        .forEach(command -> fetch.addSubcommand(command));
    return fetch;
  }
}
