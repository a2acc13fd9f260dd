package org.gan4j.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gan4j.data.Cifar10;
import org.gan4j.data.Mnist;
import org.gan4j.data.PublishedFile;
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
      "Exit codes: 0 done, 2 bad usage, 3 no download, or it is not the published data."
    })
final class FetchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "One of: ${COMPLETION-CANDIDATES}.")
  private DataSet dataSet = DataSet.MNIST;

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
    List<URI> places = from == null ? dataSet.places : List.of(asFolder(from));
    PrintWriter out = spec.commandLine().getOut();
    new Download(dataSet.files, places, folder, out).run();
    out.printf("Train with: gan train %s --data %s%n", dataSet, folder);
    out.flush();
    return ExitCode.DONE;
  }

  private static URI asFolder(URI place) {
    String text = place.toString();
    return text.endsWith("/") ? place : URI.create(text + "/");
  }

  /** What can be fetched, and from where; a later place is tried if an earlier one fails. */
  private enum DataSet {
    MNIST(
        Mnist.published(),
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "https://ossci-datasets.s3.amazonaws.com/mnist/"),
    CIFAR10(Cifar10.published(), "https://www.cs.toronto.edu/~kriz/");

    private final List<PublishedFile> files;
    private final List<URI> places;

    DataSet(List<PublishedFile> files, String... places) {
      this.files = files;
      this.places = List.of(places).stream().map(URI::create).toList();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
