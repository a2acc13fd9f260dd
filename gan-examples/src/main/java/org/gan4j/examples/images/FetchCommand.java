package org.gan4j.examples.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gan4j.examples.run.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The only command that uses the network. */
@Command(
    name = "fetch",
    description = "Downloads a published data set, and checks that it is the published one.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "A download that broke off goes on where it stopped. Nothing is overwritten.",
      "From a server that sends nothing for 30 seconds it goes on to the next one.",
      "Exit codes: 0 done, 1 failed (a full disk), 2 bad usage, 3 no download, or it is not the published data."
    })
public final class FetchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Published dataSet = Published.MNIST;

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

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<URI> places = from == null ? dataSet.images.places() : List.of(asFolder(from));
    PrintWriter out = spec.commandLine().getOut();
    new Download(dataSet.images.files(), places, folder, Download.PATIENCE, out).run();
    out.printf("Train with: gan train %s --data %s%n", dataSet.images.experiment(), folder);
    out.flush();
    return ExitCode.DONE;
  }

  private static URI asFolder(URI place) {
    String text = place.toString();
    return text.endsWith("/") ? place : URI.create(text + "/");
  }

  /** What can be fetched. */
  private enum Published {
    MNIST(DataSet.MNIST),
    CIFAR10(DataSet.CIFAR10);

    private final DataSet images;

    Published(DataSet images) {
      this.images = images;
    }
  }
}
