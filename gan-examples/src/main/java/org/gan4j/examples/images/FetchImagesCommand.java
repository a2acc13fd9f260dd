package org.gan4j.examples.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gan4j.examples.run.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gan fetch mnist}: a published data set, which is checked to be that. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "A download that broke off goes on where it stopped. Nothing is overwritten.",
      "From a server that sends nothing for 30 seconds it goes on to the next one.",
      "Exit codes: 0 done, 1 failed (a full disk), 2 bad usage, 3 no download, or it is not the published data."
    })
public final class FetchImagesCommand implements Callable<Integer> {
  private final DataSet images;
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the files; it is made if it does not exist.")
  private Path folder = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "A folder on a web server that has the files, instead of those known.")
  private @Nullable URI from;

  private FetchImagesCommand(DataSet images) {
    this.images = images;
  }

  /** The command of each published data set. */
  public static List<CommandLine> all() {
    return Stream.of(DataSet.values())
        .filter(DataSet::isPublished)
        .map(FetchImagesCommand::command)
        .toList();
  }

  private static CommandLine command(DataSet images) {
    CommandLine command = new CommandLine(new FetchImagesCommand(images));
    command
        .getCommandSpec()
        .name(images.experiment())
        .usageMessage()
        .description(images.description());
    return command;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<URI> places = from == null ? images.places() : List.of(asFolder(from));
    PrintWriter out = spec.commandLine().getOut();
    new Download(images.files(), places, folder, Download.PATIENCE, out).run();
    out.printf("Train with: gan train %s --data %s%n", images.experiment(), folder);
    out.flush();
    return ExitCode.DONE;
  }

  private static URI asFolder(URI place) {
    String text = place.toString();
    return text.endsWith("/") ? place : URI.create(text + "/");
  }
}
