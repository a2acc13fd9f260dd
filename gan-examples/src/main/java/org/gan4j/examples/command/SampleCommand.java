package org.gan4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.examples.run.Drawn;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.SampleRequest;
import org.gan4j.examples.run.StoredRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gan sample}: what a trained generator makes. */
@Command(
    name = "sample",
    description = "Draws samples from a trained generator.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  /** As points, 20 GB. */
  private static final int MOST = 1_000_000_000;

  private final Experiments experiments;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "A folder that gan train left.")
  private Path run = Path.of("");

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many samples. Default: ${DEFAULT-VALUE}")
  private int count = 1000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What the noise is derived from. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--backend", paramLabel = "NAME", defaultValue = "jvm")
  private String backend = "jvm";

  @Option(
      names = "--label",
      paramLabel = "N",
      description = "The class of the samples, of a generator trained with --conditional.")
  private @Nullable Integer label;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = {
        "Of points: the CSV file to write, with the header x,y.",
        "Of images: a PNG file for all of them in a grid, or an empty or new folder for one file each.",
        "A file is replaced if it exists."
      })
  private Path out = Path.of("");

  SampleCommand(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "-n must be 1 to %,d, not %d", MOST, count));
    }
    OutPath.requireFolderOf(out);
    StoredRun<?> stored = StoredRun.read(new RunFolder(run), experiments);
    Backend engine = Backends.open(backend);
    SampleRequest request = new SampleRequest(engine, stored.weights(), seed, label);
    try (Drawn drawn = stored.sample(request)) {
      SampleFiles files = new SampleFiles(drawn, count, out);
      if (drawn.rowShape().rank() == 3) {
        files.writeImages();
      } else {
        files.writePoints();
      }
    }
    spec.commandLine().getOut().println(count + " samples in " + out);
    return ExitCode.DONE;
  }
}
